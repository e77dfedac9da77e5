/**
 * The grader for a challenge that is built on React: the same, in a document, with the modules that its grade and its
 * answer may import. It lies here because React is nothing that `lib/grader` knows.
 */
import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDom from 'react-dom';
import * as ReactDomClient from 'react-dom/client';
import * as ReactDomServer from 'react-dom/server';
import { startEvaluator as start } from '../../../lib/grader/runtime/evaluator.ts';

const MODULES = {
  react: React,
  'react/jsx-runtime': jsxRuntime,
  'react-dom': ReactDom,
  'react-dom/client': ReactDomClient,
  'react-dom/server': ReactDomServer,
};

/** Called by the frame, with the port that leads to the page. */
export function startEvaluator(ports: readonly MessagePort[]): void {
  start({ ports, modules: MODULES });
}

/** The entry of the bundle that a worker of the sandbox runs. The frame sends it the port that leads to the page. */
import { startEvaluator } from './evaluator.ts';

addEventListener('message', ({ ports }) => startEvaluator({ ports }), { once: true });

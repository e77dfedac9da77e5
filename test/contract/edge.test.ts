import { testContract } from './suite.ts';

testContract('through an edge', { toxics: {} });

import { testContract } from './suite.ts';

testContract('directly', {});

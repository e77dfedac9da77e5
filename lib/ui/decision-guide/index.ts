export { decide, type Change, type Decision, type Reason, type Standing } from './decide.ts';
export { DecisionGuide } from './decision-guide.tsx';

export { AttackRange } from './attack-range.tsx';

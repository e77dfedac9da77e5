export { AuthGate } from './auth-gate.tsx';

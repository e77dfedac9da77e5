export { ConnectionStates } from './connection-states.tsx';

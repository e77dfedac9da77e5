export { SharedConnection } from './shared-connection.tsx';

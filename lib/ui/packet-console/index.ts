export { PacketConsole } from './packet-console.tsx';

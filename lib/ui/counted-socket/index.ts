export { openLedger, type SocketLedger, type SocketTally, WebSocket } from './counted-socket.ts';

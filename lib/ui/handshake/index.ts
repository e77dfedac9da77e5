export { AcceptKey } from './accept-key.tsx';
export { HandshakeRequest } from './handshake-request.tsx';

export { ProxyPath } from './proxy-path.tsx';

export { countConnections, type EdgeCount, type EdgeCounts } from './count-connections.ts';

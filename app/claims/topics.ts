import type { Claim } from '../../content/claims/claim.ts';

/** The topics as they are headed. */
export const TOPIC_TITLES: Readonly<Record<Claim['topic'], string>> = {
  http: 'HTTP and polling',
  sse: 'Server-Sent Events',
  websocket: 'WebSocket',
  'socket-io': 'Socket.IO',
  'staying-connected': 'Staying connected',
  delivery: 'Delivery',
  access: 'Who may connect',
  react: 'In React',
  speed: 'Speed and size',
  proxies: 'Proxies and deploys',
  practice: 'Practice',
};

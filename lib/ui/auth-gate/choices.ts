import type { AuthMethod } from '../../protocol/index.ts';

/** The transports that the figure connects with. */
export const GATE_TRANSPORTS = ['websocket', 'sse', 'socket-io'] as const;

/** One of them. */
export type GateTransport = (typeof GATE_TRANSPORTS)[number];

/** How a method is called, and with which transports a page can use it. */
export interface MethodChoice {
  readonly method: AuthMethod;
  readonly label: string;
  readonly transports: readonly GateTransport[];
}

/** The methods, from what is recommended most to what is not. */
export const METHOD_CHOICES: readonly MethodChoice[] = [
  { method: 'ticket', label: 'Ticket', transports: GATE_TRANSPORTS },
  { method: 'first-message', label: 'First message', transports: ['websocket', 'socket-io'] },
  { method: 'cookie', label: 'Cookie', transports: GATE_TRANSPORTS },
  { method: 'header', label: 'Header, by fetch', transports: ['sse'] },
  { method: 'query', label: 'Token in the address', transports: GATE_TRANSPORTS },
];

/** What the reader tries. */
export type Attempt = 'right' | 'none' | 'used-ticket' | 'alg-none' | 'changed';

/** The attempts that ought to be refused. */
export const WRONG_ATTEMPTS: readonly { attempt: Attempt; label: string }[] = [
  { attempt: 'none', label: 'No credentials' },
  { attempt: 'used-ticket', label: 'A used ticket' },
  { attempt: 'alg-none', label: 'A token with alg: none' },
  { attempt: 'changed', label: 'Another user in the token' },
];

/** The method for a transport: the chosen one, or a ticket where that transport has it not. */
export function methodFor(transport: GateTransport, chosen: AuthMethod): AuthMethod {
  const choice = METHOD_CHOICES.find(({ method }) => method === chosen);
  return choice?.transports.includes(transport) ? chosen : 'ticket';
}

/** How an attempt sends what it has: a forged token cannot be a ticket, and no script can set the servers' cookie. */
export function carrierOf(attempt: Attempt, method: AuthMethod): AuthMethod {
  switch (attempt) {
    case 'right':
    case 'none':
      return method;
    case 'used-ticket':
      return 'ticket';
    case 'alg-none':
    case 'changed':
      return method === 'first-message' || method === 'header' ? method : 'query';
  }
}

/** What the registry says of a close code. */
export interface CloseCode {
  /** The name in the registry, or what its range is for. */
  readonly name: string;
  /** Whether it may stand in a close frame. Some codes are only ever reported locally, others mean nothing. */
  readonly mayBeSent: boolean;
}

const REGISTERED: Record<number, CloseCode> = {
  1000: { name: 'Normal Closure', mayBeSent: true },
  1001: { name: 'Going Away', mayBeSent: true },
  1002: { name: 'Protocol Error', mayBeSent: true },
  1003: { name: 'Unsupported Data', mayBeSent: true },
  1004: { name: 'Reserved', mayBeSent: false },
  1005: { name: 'No Status Received', mayBeSent: false },
  1006: { name: 'Abnormal Closure', mayBeSent: false },
  1007: { name: 'Invalid Frame Payload Data', mayBeSent: true },
  1008: { name: 'Policy Violation', mayBeSent: true },
  1009: { name: 'Message Too Big', mayBeSent: true },
  1010: { name: 'Mandatory Extension', mayBeSent: true },
  1011: { name: 'Internal Error', mayBeSent: true },
  1012: { name: 'Service Restart', mayBeSent: true },
  1013: { name: 'Try Again Later', mayBeSent: true },
  1014: { name: 'Bad Gateway', mayBeSent: true },
  1015: { name: 'TLS Handshake', mayBeSent: false },
  3000: { name: 'Unauthorized', mayBeSent: true },
  3003: { name: 'Forbidden', mayBeSent: true },
  3008: { name: 'Timeout', mayBeSent: true },
};

/**
 * What a close code means.
 *
 * @param code the two bytes of a close frame, 0 to 65535
 * @see RFC 6455 section 7.4, and the WebSocket Close Code Number Registry of IANA
 */
export function closeCode(code: number): CloseCode {
  const registered = REGISTERED[code];
  if (registered) return registered;
  if (code < 1000) return { name: 'Not Used', mayBeSent: false };
  if (code < 3000) return { name: 'Unassigned, for the protocol itself', mayBeSent: false };
  if (code < 4000) return { name: 'For libraries and applications, unregistered', mayBeSent: true };
  if (code < 5000) return { name: 'Private use', mayBeSent: true };
  return { name: 'Outside the ranges', mayBeSent: false };
}

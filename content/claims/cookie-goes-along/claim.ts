import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'cookie-goes-along',
  topic: 'access',
  lesson: 'authentication',
  heard: 'A WebSocket to another origin carries no cookies.',
  statement:
    'Cookies that a handshake to another port carries, of the one that the page’s host has set with HttpOnly and SameSite=Strict',
  why: 'Cookies belong to a host and a path, and know no ports. Another port is another origin and the same site, so even SameSite=Strict lets them go along.',
  sources: [
    {
      title: 'RFC 6265, section 8.5: Weak Confidentiality',
      href: 'https://www.rfc-editor.org/rfc/rfc6265#section-8.5',
    },
    { title: 'MDN, Site', href: 'https://developer.mozilla.org/en-US/docs/Glossary/Site' },
  ],
  place: 'browser',
  how: 'A request sets a cookie that no script can read; then a WebSocket is opened to another port of the host, which counts the cookies of the handshake.',
  refutedBy: 'A handshake without the cookie.',
  unit: 'of 1',
  holds: { min: 1, max: 1 },
};

/** A page that is neither a lesson nor a challenge. */
export interface SitePage {
  href: string;
  title: string;
  /** What is there, in a sentence. */
  about: string;
}

/** They, as the search and the page of a wrong address name them. */
export const PAGES: readonly SitePage[] = [
  { href: '/', title: 'Home', about: 'The five transports, the course, and how to start the lab.' },
  { href: '/lessons', title: 'The course', about: 'All lessons, what builds on what, and how far you have read.' },
  {
    href: '/challenges',
    title: 'Challenges',
    about: 'The pieces that a real-time application is made of, to be written and graded here or in the terminal.',
  },
  {
    href: '/compare',
    title: 'Compare all five transports',
    about: 'Polling, long polling, Server-Sent Events, WebSocket and Socket.IO side by side, live, with faults.',
  },
  {
    href: '/compare/study',
    title: 'Bandwidth study',
    about: 'What each transport costs in bytes for the same events, measured over several runs.',
  },
  {
    href: '/claims',
    title: 'Claims',
    about: 'Everything that the course says and that can be run, with its last values, measured again here and now.',
  },
  { href: '/sheets', title: 'Sheets', about: 'One printed page each: what one looks up.' },
  {
    href: '/glossary',
    title: 'Glossary',
    about: 'The terms of the field, each in a sentence or two, with its lesson.',
  },
  { href: '/wire', title: 'Wire', about: 'Every byte of a connection, with its field, its meaning and its clause.' },
];

import localFont from 'next/font/local';

// The names of the constants become the names of the families: `sans` or `mono` would mean a system's own face.

/**
 * IBM Plex Sans: prose and controls. See LICENCES.md beside this file.
 *
 * `optional` keeps the promise that nothing moves: a face that is not there for the first paint waits for the next page.
 * The faces are preloaded from this machine, so they are there.
 */
export const plexSans = localFont({
  src: [
    {
      path: '../../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2',
      weight: '400',
      style: 'normal',
    },
    {
      path: '../../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-italic.woff2',
      weight: '400',
      style: 'italic',
    },
    {
      path: '../../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2',
      weight: '600',
      style: 'normal',
    },
  ],
  variable: '--font-sans',
  display: 'optional',
  // The faces never swap, so a fallback with adjusted metrics would be one more font to wait for.
  adjustFontFallback: false,
});

/** IBM Plex Mono: code, numbers and labels. Its letters are as wide as those of the usual system faces, so nothing moves. */
export const plexMono = localFont({
  src: [
    {
      path: '../../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
      weight: '400',
      style: 'normal',
    },
    {
      path: '../../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2',
      weight: '600',
      style: 'normal',
    },
  ],
  variable: '--font-mono',
  display: 'optional',
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'monospace'],
});

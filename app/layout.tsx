import type { Metadata, Viewport } from 'next';
import type { JSX, ReactNode } from 'react';
import { Footer } from '../lib/ui/shell/footer.tsx';
import { Header } from '../lib/ui/shell/header.tsx';
import { ShellScript } from '../lib/ui/shell/shell-script.tsx';
import { THEME_SCRIPT } from '../lib/ui/shell/theme.ts';
import { plexMono, plexSans } from './fonts/fonts.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Wirelab: the real-time web, measured', template: '%s · Wirelab' },
  description:
    'Five ways of getting data to a browser in real time, running side by side on your own machine, every byte real.',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
};

/** The frame of every page. */
export default function RootLayout({ children }: { children: ReactNode }): JSX.Element {
  return (
    // The script below sets the theme on this element before React sees it.
    <html lang="en" className={`${plexSans.variable} ${plexMono.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <Header />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <Footer />
        <ShellScript />
      </body>
    </html>
  );
}

import type { Metadata, Viewport } from 'next';
import type { JSX, ReactNode } from 'react';
import { Footer } from '../lib/ui/shell/footer.tsx';
import { Header } from '../lib/ui/shell/header.tsx';
import { ShellScript } from '../lib/ui/shell/shell-script.tsx';
import { THEME_SCRIPT } from '../lib/ui/shell/theme.ts';
import { plexMono, plexSans } from './fonts/fonts.ts';
import { IMAGE, SITE_IMAGE, SITE_URL } from './describe-page.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Wirelab: the real-time web, measured', template: '%s · Wirelab' },
  description:
    'Five ways of getting data to a browser in real time, running side by side on your own machine, every byte real.',
  ...(SITE_URL === undefined ? {} : { metadataBase: SITE_URL }),
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
        {SITE_URL === undefined ? (
          <>
            <meta property="og:image" content={SITE_IMAGE} />
            <meta property="og:image:width" content={String(IMAGE.width)} />
            <meta property="og:image:height" content={String(IMAGE.height)} />
            <meta property="og:image:alt" content={IMAGE.alt} />
          </>
        ) : null}
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

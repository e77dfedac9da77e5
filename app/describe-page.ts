import type { Metadata } from 'next';

/** What the whole site is called in the previews of links. */
const SITE_NAME = 'Wirelab';

/**
 * The address under which the pages are published, from `SITE_URL` while they are built. A lab on somebody's machine has
 * none, and none is made up: its addresses are then relative.
 */
export const SITE_URL = siteUrl(process.env.SITE_URL);

/** The picture of a page without one of its own. */
export const SITE_IMAGE = '/preview.png';

/** Its size in pixels, and what it shows. */
export const IMAGE = {
  width: 1200,
  height: 630,
  alt: 'Two lifelines, five ways to carry messages between them',
} as const;

/** What a page says of itself: in its tab, in a list of results, and where somebody pastes its link. */
export function describePage({
  path,
  title,
  description,
  isArticle = false,
}: {
  /** Its address, from `/`. */
  path: string;
  title: string;
  description: string;
  /** @default false */
  isArticle?: boolean;
}): Metadata {
  return {
    title,
    description,
    alternates: { canonical: path },
    openGraph: {
      title,
      description,
      siteName: SITE_NAME,
      type: isArticle ? 'article' : 'website',
      locale: 'en_GB',
      ...(SITE_URL === undefined ? {} : { url: path }),
      // Without an address of the site the framework would make one up for the picture: the layout has it then.
      ...(SITE_URL === undefined ? {} : { images: [{ url: SITE_IMAGE, ...IMAGE }] }),
    },
    twitter: { card: 'summary_large_image', title, description },
  };
}

/** @throws {TypeError} where it is no address of a site */
function siteUrl(text: string | undefined): URL | undefined {
  if (text === undefined || text === '') return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TypeError(`Expected \`SITE_URL\` to begin with http: or https:, got \`${text}\``);
  }
  return url;
}

import type { Network } from './redial.ts';

/** What of a page is asked: its window. */
export interface NetworkPage {
  readonly navigator: { readonly onLine: boolean };
  readonly document: { readonly visibilityState: string } & Pick<
    EventTarget,
    'addEventListener' | 'removeEventListener'
  >;
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/**
 * What the browser knows of the network. `onLine` false is to be believed: there is no interface at all. True only says
 * that there is one, and nothing of what lies behind it.
 *
 * @see https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-online-dev
 */
export function pageNetwork(page: NetworkPage): Network {
  return {
    isOff: () => !page.navigator.onLine,
    subscribe(onChange) {
      const onVisible = (): void => {
        if (page.document.visibilityState === 'visible') onChange();
      };
      page.addEventListener('online', onChange);
      page.addEventListener('offline', onChange);
      page.document.addEventListener('visibilitychange', onVisible);
      return () => {
        page.removeEventListener('online', onChange);
        page.removeEventListener('offline', onChange);
        page.document.removeEventListener('visibilitychange', onVisible);
      };
    },
  };
}

import { expect, it, vi } from 'vitest';
import { pageNetwork } from '../../../lib/ui/reconnect-herd/page-network.ts';

/** A window, as far as it is asked. */
function createPage() {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  return Object.assign(new EventTarget(), { navigator: { onLine: true }, document });
}

it('hears both events of the network and of a page that comes to the front, until it is undone', () => {
  const page = createPage();
  const onChange = vi.fn<() => void>();
  const undo = pageNetwork(page).subscribe(onChange);
  page.dispatchEvent(new Event('offline'));
  page.dispatchEvent(new Event('online'));
  page.document.dispatchEvent(new Event('visibilitychange'));
  expect(onChange).toHaveBeenCalledTimes(3);
  page.document.visibilityState = 'hidden';
  page.document.dispatchEvent(new Event('visibilitychange'));
  expect(onChange).toHaveBeenCalledTimes(3);
  undo();
  for (const name of ['offline', 'online']) page.dispatchEvent(new Event(name));
  page.document.visibilityState = 'visible';
  page.document.dispatchEvent(new Event('visibilitychange'));
  expect(onChange).toHaveBeenCalledTimes(3);
});

it('is off while the page says so', () => {
  const page = createPage();
  const network = pageNetwork(page);
  expect(network.isOff()).toBe(false);
  page.navigator.onLine = false;
  expect(network.isOff()).toBe(true);
});

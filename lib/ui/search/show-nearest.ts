import { nearestPlaces } from './nearest.ts';

/**
 * On the page of a wrong address: fills `box` with what the address probably meant, out of all that the page links to. The
 * server does not know the address, since one file answers all of them; the browser does.
 */
export function showNearest(box: HTMLElement, path: string): void {
  const root = box.ownerDocument;
  const links = [...root.querySelectorAll<HTMLAnchorElement>('main ul a')];
  const near = nearestPlaces(
    path,
    links.map((link) => ({ href: link.getAttribute('href') ?? '', title: link.textContent })),
  );
  const first = box.querySelector('p');
  if (near.length === 0 || first === null) return;
  first.textContent = 'Did you mean';
  const list = root.createElement('ul');
  for (const { href, title } of near) {
    const link = root.createElement('a');
    link.href = href;
    link.textContent = title;
    const item = root.createElement('li');
    const address = root.createElement('code');
    address.textContent = href;
    item.append(link, ' ', address);
    list.append(item);
  }
  box.append(list);
}

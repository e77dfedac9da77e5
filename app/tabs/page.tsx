import type { Metadata } from 'next';
import type { JSX } from 'react';
import { TabPage } from '../../lib/ui/tab-group/tab-page.tsx';

export const metadata: Metadata = {
  title: 'A tab of a group',
  description: 'A page that shares a connection with other tabs, opened from the lesson on sharing one.',
  robots: { index: false },
};

/** A tab of the group that the lesson on sharing a connection opens, in frames and as real tabs. */
export default function TabsPage(): JSX.Element {
  return <TabPage />;
}

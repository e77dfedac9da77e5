import type { Store } from '@reduxjs/toolkit';
import type { JSX, ReactNode } from 'react';
import { Provider } from 'react-redux';

/** Puts a store of Redux around what uses it. */
export function provide(store: Store, children: ReactNode): JSX.Element {
  return <Provider store={store}>{children}</Provider>;
}

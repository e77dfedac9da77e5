import { describe, expect, it } from 'vitest';
import { isLoopback, type NetworkScope, watchNetwork } from '../../lib/transports/network.ts';

/** A platform with a network that can be pulled out. */
function createPlatform(onLine: boolean) {
  const target = new EventTarget();
  let listeners = 0;
  const navigator = { onLine };
  const scope: NetworkScope = {
    navigator,
    addEventListener(type, listener) {
      listeners++;
      target.addEventListener(type, listener);
    },
    removeEventListener(type, listener) {
      listeners--;
      target.removeEventListener(type, listener);
    },
  };
  return {
    scope,
    listeners: () => listeners,
    comeBack() {
      navigator.onLine = true;
      target.dispatchEvent(new Event('online'));
    },
  };
}

describe('the network', () => {
  it('is off while the platform says so, and its return is told', () => {
    const platform = createPlatform(false);
    let returns = 0;
    const network = watchNetwork('https://lab.example', () => returns++, platform.scope);
    expect(network.isOff()).toBe(true);
    platform.comeBack();
    expect([network.isOff(), returns]).toEqual([false, 1]);
    network.stop();
    platform.comeBack();
    expect([returns, platform.listeners()]).toEqual([1, 0]);
  });

  it('is never off for a server on this computer, which needs none', () => {
    const platform = createPlatform(false);
    const network = watchNetwork('ws://127.0.0.1:3104', () => undefined, platform.scope);
    expect([network.isOff(), platform.listeners()]).toEqual([false, 0]);
  });

  it('is never off where the platform says nothing about it', () => {
    expect(watchNetwork('https://lab.example', () => undefined, {}).isOff()).toBe(false);
  });

  it('is not needed for loopback addresses, and for these only', () => {
    const local = [
      'http://localhost:1',
      'ws://a.localhost',
      'http://127.0.0.1:3101',
      'http://127.8.9.1',
      'http://[::1]:1',
    ];
    const remote = [
      'http://10.0.0.1',
      'http://localhost.example',
      'http://127.example',
      'http://1270.0.0.1',
      'nonsense',
    ];
    expect(local.filter((url) => !isLoopback(url))).toEqual([]);
    expect(remote.filter(isLoopback)).toEqual([]);
  });
});

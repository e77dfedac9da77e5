import type { Bench } from './bench.ts';

/** One thing that a client must do: a sentence, and what tries it. It rejects with what was expected and what came. */
export interface Behaviour {
  readonly title: string;
  run(bench: Bench): Promise<void>;
}

/** What every client is held to, whatever the fault. */
export const BEHAVIOURS: readonly Behaviour[] = [
  // #region delivers
  {
    title: 'delivers each event once, in order',
    async run({ fault, put, connect }) {
      const client = await connect();
      for (const n of [1, 2, 3]) await put(n);
      await client.until(() => client.received.length === 3, 'three events');

      await fault.strike();
      for (const n of [4, 5, 6]) await put(n);
      await fault.heal();
      if (fault.interrupts) await client.until(() => client.opened === 2, 'a second connection');

      // Whoever has the last event has had its chance to get all before it: there is no need to wait for what is missing.
      await put(7);
      await client.until(() => client.received.includes(7), 'the last event');
      equal(client.received, [1, 2, 3, 4, 5, 6, 7], 'the events');
    },
  },
  // #endregion delivers
  // #region stores
  {
    title: 'stores each publish once, also where its answer is lost',
    async run({ fault, stored, connect, eventually }) {
      const client = await connect();
      await client.answered(client.publish(1));

      await fault.holdAnswers?.();
      if (fault.holdAnswers === undefined) await fault.strike();
      const second = client.publish(2);
      if (fault.holdAnswers !== undefined) {
        await eventually(async () => (await stored()).includes(2), 'the publish in the log');
        await fault.strike();
      }
      await fault.heal();
      await client.answered(second);

      await client.answered(client.publish(3));
      equal(await stored(), [1, 2, 3], 'the log');
    },
  },
  // #endregion stores
  {
    title: 'takes a publish while it connects again',
    async run({ fault, stored, connect }) {
      const client = await connect();
      const answer = fault.interrupts
        ? client.onceConnecting(() => client.publish(1))
        : Promise.resolve(client.publish(1));
      // Awaited below, with a bound; until then its rejection is not an accident.
      answer.catch(() => undefined);
      await fault.strike();
      await fault.heal();
      await client.answered(answer);
      equal(await stored(), [1], 'the log');
    },
  },
];

function equal(actual: readonly number[], expected: readonly number[], what: string): void {
  if (actual.join() !== expected.join()) {
    throw new Error(`Expected ${what} to be ${expected.join(', ')}, got ${actual.join(', ') || 'none'}`);
  }
}

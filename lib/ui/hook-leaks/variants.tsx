import { type JSX, useCallback, useEffect, useRef, useState } from 'react';
import { useTopicInline } from './hooks/inline-options.ts';
import { useTopicLastMessage } from './hooks/last-message.ts';
import { useTopicLateReconnect } from './hooks/late-reconnect.ts';
import { useTopicNoCleanUp } from './hooks/no-clean-up.ts';
import { useEventsOffAll, useEventsOffOwn } from './hooks/off-all.ts';
import { useTopicInRender } from './hooks/socket-in-render.ts';
import { useTopicList } from './hooks/stale-closure.ts';
import { TopicEmitter } from './hooks/topic-emitter.ts';
import { useTopic } from './hooks/use-topic.ts';
import { seqOf } from './topic-messages.ts';

/** What a component of the figure reports. */
export interface Report {
  /** It was rendered, and React kept the result. */
  rendered(): void;
  /** It has done something with this many events in all. */
  used(count: number): void;
}

/** What every component under test is given. */
export interface ProbeProps {
  url: string;
  topic: string;
  /** Grows with each press of “Render again”. */
  round: number;
  report: Report;
}

type Probe = (props: ProbeProps) => JSX.Element;

/** A wrong version, and the right one that it is put beside. */
export interface Variant {
  readonly id: string;
  readonly label: string;
  /** What to do to see it. */
  readonly hint: string;
  readonly Wrong: Probe;
  readonly Right: Probe;
}

/** Renders a list of what was used, one entry an event: the state that the stream of a real component has. */
function useUsed(report: Report): [used: number, use: () => void] {
  const [used, setUsed] = useState(0);
  useReport(report, used);
  return [used, () => setUsed((now) => now + 1)];
}

/** Tells of every render that was kept: an effect without dependencies runs after each. */
function useReport(report: Report, used: number): void {
  useEffect(() => {
    report.rendered();
    report.used(used);
  });
}

function Shown({ used }: { used: number }): JSX.Element {
  return <p>{used === 1 ? '1 event' : `${used} events`} on the screen</p>;
}

const Right: Probe = ({ url, topic, report }) => {
  const [used, use] = useUsed(report);
  useTopic(url, topic, () => use());
  return <Shown used={used} />;
};

const Inline: Probe = ({ url, topic, report }) => {
  const [used, use] = useUsed(report);
  useTopicInline(url, topic, () => use());
  return <Shown used={used} />;
};

const LateReconnect: Probe = ({ url, topic, report }) => {
  const [used, use] = useUsed(report);
  useTopicLateReconnect(url, topic, use);
  return <Shown used={used} />;
};

const InRender: Probe = ({ url, topic, report }) => {
  const [used, use] = useUsed(report);
  useTopicInRender(url, topic, use);
  return <Shown used={used} />;
};

const NoCleanUp: Probe = ({ url, topic, report }) => {
  const [used, use] = useUsed(report);
  useTopicNoCleanUp(url, topic, use);
  return <Shown used={used} />;
};

const Stale: Probe = ({ url, topic, report }) => {
  const { length } = useTopicList(url, topic);
  useReport(report, length);
  return <Shown used={length} />;
};

const LastMessage: Probe = ({ url, topic, report }) => {
  const lastMessage = useTopicLastMessage(url, topic);
  const used = useRef(0);
  useEffect(() => {
    if (seqOf(lastMessage) !== undefined) used.current++;
    report.used(used.current);
  }, [lastMessage, report]);
  useEffect(() => report.rendered());
  return <p>Newest event: {seqOf(lastMessage) ?? 'none'}</p>;
};

/** Two components on one socket. The second leaves when the first is rendered again. */
function pair(useEvents: typeof useEventsOffAll): Probe {
  function Passing({ emitter }: { emitter: TopicEmitter | null }): JSX.Element {
    useEvents(
      emitter,
      useCallback(() => undefined, []),
    );
    return <p>A second component listens, too</p>;
  }
  return function Pair({ url, topic, round, report }) {
    const [emitter, setEmitter] = useState<TopicEmitter | null>(null);
    const [used, setUsed] = useState(0);
    useReport(report, used);
    useEffect(() => {
      const made = new TopicEmitter(url, topic);
      setEmitter(made);
      return () => made.close();
    }, [url, topic]);
    useEvents(
      emitter,
      useCallback(() => setUsed((now) => now + 1), []),
    );
    return (
      <>
        <Shown used={used} />
        {round === 0 ? <Passing emitter={emitter} /> : <p>The second component has left</p>}
      </>
    );
  };
}

/** The wrong versions, in the order of the lesson. */
export const VARIANTS: readonly Variant[] = [
  {
    id: 'inline-options',
    label: 'A callback among the dependencies',
    hint: 'Mount it, and touch nothing else.',
    Wrong: Inline,
    Right,
  },
  {
    id: 'late-reconnect',
    label: 'A reconnect that outlives the component',
    hint: 'Mount and leave at once. Or mount as Strict Mode does.',
    Wrong: LateReconnect,
    Right,
  },
  {
    id: 'socket-in-render',
    label: 'A socket made while rendering',
    hint: 'Mount it, render again a few times, then unmount.',
    Wrong: InRender,
    Right,
  },
  {
    id: 'no-clean-up',
    label: 'No clean-up',
    hint: 'Mount and unmount it, or go to the other address.',
    Wrong: NoCleanUp,
    Right,
  },
  {
    id: 'stale-closure',
    label: 'A list from the first render',
    hint: 'Mount it, and publish the burst.',
    Wrong: Stale,
    Right,
  },
  {
    id: 'last-message',
    label: 'The last message as state',
    hint: 'Mount it, and publish the burst.',
    Wrong: LastMessage,
    Right,
  },
  {
    id: 'off-all',
    label: 'off without a handler',
    hint: 'Mount it, render again (a second component leaves), then publish.',
    Wrong: pair(useEventsOffAll),
    Right: pair(useEventsOffOwn),
  },
];

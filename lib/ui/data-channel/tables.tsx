import type { JSX } from 'react';
import styles from './data-channel.module.css';
import type { Features } from './features.ts';
import type { MeetingState } from './meeting.ts';
import type { SignallingCost } from './signalling-cost.ts';
import { PATH_IDS, type PathId, TEXT_BYTES } from './trips.ts';

const PATH_NAMES: Readonly<Record<PathId, string>> = {
  websocket: 'WebSocket, by way of the lab',
  ordered: 'data channel, ordered',
  unordered: 'data channel, unordered',
};

/** Round trips over the three paths, side by side. */
export function TripsTable({ state }: { state: MeetingState | undefined }): JSX.Element {
  return (
    <div className={styles.scroll} role="region" aria-label="Round trips" tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>From A to B and back, {TEXT_BYTES} bytes of text, in turn</caption>
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">Median</th>
            <th scope="col">Slowest</th>
            <th scope="col">Sent</th>
            <th scope="col">Came back</th>
            <th scope="col">ordered</th>
            <th scope="col">maxRetransmits</th>
          </tr>
        </thead>
        <tbody>
          {PATH_IDS.map((id) => {
            const seen = state?.channels.find(({ label }) => label === id);
            const trips = state?.trips?.[id];
            return (
              <tr key={id} data-path={id}>
                <th scope="row">{PATH_NAMES[id]}</th>
                <td data-of="median">{formatMs(trips?.medianMs)}</td>
                <td>{formatMs(trips?.slowestMs)}</td>
                <td data-of="sent">{trips?.isShut ? 'not open' : (trips?.sent ?? '–')}</td>
                <td data-of="back">{trips?.back ?? '–'}</td>
                <td data-of="ordered">{seen === undefined ? '–' : String(seen.ordered)}</td>
                <td data-of="maxRetransmits">{seen === undefined ? '–' : String(seen.maxRetransmits)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const COSTS: readonly { of: keyof SignallingCost; name: string }[] = [
  { of: 'handshakes', name: 'handshakes of two WebSockets' },
  { of: 'descriptions', name: 'offer and answer, up and down' },
  { of: 'candidates', name: 'candidates, up and down' },
  { of: 'service', name: 'subscribing, acknowledgements, pings' },
  { of: 'total', name: 'together' },
];

/** What the edge has counted of signalling. */
export function CostTable({ cost }: { cost: SignallingCost }): JSX.Element {
  const isCounted = cost.total.messages > 0;
  return (
    <div className={styles.scroll} role="region" aria-label="What signalling took" tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>What signalling took, counted at the edge</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Messages</th>
            <th scope="col">Bytes</th>
          </tr>
        </thead>
        <tbody>
          {COSTS.map(({ of, name }) => (
            <tr key={of} data-cost={of}>
              <th scope="row">{name}</th>
              <td data-of="messages">{isCounted ? cost[of].messages : '–'}</td>
              <td data-of="bytes">{isCounted ? cost[of].bytes.toLocaleString('en') : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The addresses that the two have offered each other. */
export function Candidates({ state }: { state: MeetingState | undefined }): JSX.Element {
  const candidates = state?.candidates ?? [];
  return (
    <div className={`${styles.scroll} ${styles.candidates}`} role="region" aria-label="Candidates" tabIndex={0}>
      {candidates.length === 0 ? (
        <p className={styles.empty}>Addresses that the peers offer each other.</p>
      ) : (
        <table className={styles.table}>
          <caption className={styles.caption}>Candidates</caption>
          <thead>
            <tr>
              <th scope="col">Peer</th>
              <th scope="col">Type</th>
              <th scope="col">Protocol</th>
              <th scope="col" className={styles.address}>
                Address
              </th>
              <th scope="col">Port</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map(({ peer, type, protocol, address, port }) => (
              <tr key={`${peer} ${address} ${port} ${protocol}`}>
                <th scope="row">{peer}</th>
                <td>{type}</td>
                <td>{protocol}</td>
                <td className={styles.address}>{address}</td>
                <td>{port}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

const WORDS = { yes: 'there', no: 'missing' } as const;

/** What this browser has, and what of it this lab can use. */
export function FeatureTable({ features }: { features: Features | undefined }): JSX.Element {
  const rows: readonly { name: string; has: boolean | undefined; here: string }[] = [
    { name: 'RTCPeerConnection', has: features?.peers, here: 'runs: the two peers above' },
    { name: 'WebTransport', has: features?.webTransport, here: 'does not run: HTTP/3 and a certificate are needed' },
    { name: 'fetch, answer as a stream', has: features?.streamedAnswer, here: 'runs: the lab’s client for events' },
    { name: 'fetch, request as a stream', has: features?.streamedRequest, here: 'does not run: HTTP/2 is needed' },
  ];
  return (
    <div className={styles.scroll} role="region" aria-label="What this browser has" tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>What this browser has, and what runs with this lab</caption>
        <thead>
          <tr>
            <th scope="col">Interface</th>
            <th scope="col">In this browser</th>
            <th scope="col" className={styles.words}>
              Here
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, has, here }) => (
            <tr key={name} data-feature={name}>
              <th scope="row">{name}</th>
              <td>{has === undefined ? '–' : WORDS[has ? 'yes' : 'no']}</td>
              <td className={styles.words}>{here}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function formatMs(ms: number | undefined): string {
  return ms === undefined ? '–' : `${ms.toFixed(1)} ms`;
}

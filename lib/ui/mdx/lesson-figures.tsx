import type { JSX } from 'react';
import type { PacketPreset } from '../packet-console/packets.ts';
import type { FigureName } from './figure-parts.ts';
import { Near } from './near.tsx';
// One route renders all lessons, so what is imported here is sent with every one of them: styles, since with the scripts
// they would come after the HTML that they are for. This module runs while building alone, so that none of the names in
// the styles is sent as script. What a figure's script is, `figure-parts.ts` knows.
import '../exchange/exchange.module.css';
import '../lane/controls.module.css';
import '../live-figure/live-figure.module.css';
import '../live-figure/scroll-box.module.css';
import '../recording/recorded-later.module.css';
import '../ack-trips/ack-trips.module.css';
import '../api-probe/api-probe.module.css';
import '../attack-range/attack-range.module.css';
import '../auth-gate/auth-gate.module.css';
import '../backpressure/backpressure.module.css';
import '../binary-sizes/binary-sizes.module.css';
import '../close-codes/close-codes.module.css';
import '../connection-states/connection-states.module.css';
import '../data-channel/data-channel.module.css';
import '../decision-guide/decision-guide.module.css';
import '../delivery-ledger/delivery-ledger.module.css';
import '../durable-queue/durable-queue.module.css';
import '../fault-test/fault-test.module.css';
import '../frame-builder/frame-builder.module.css';
import '../half-open/half-open.module.css';
import '../handshake/handshake.module.css';
import '../hook-leaks/hook-leaks.module.css';
import '../layers-unfolded/layers-unfolded.module.css';
import '../message-sizes/message-sizes.module.css';
import '../optimistic-list/optimistic-list.module.css';
import '../packet-console/packet-console.module.css';
import '../proxy-path/proxy-path.module.css';
import '../reconnect-herd/reconnect-herd.module.css';
import '../shared-connection/shared-connection.module.css';
import '../store-renders/store-renders.module.css';
import '../symptom-bench/symptom-bench.module.css';
import '../two-tab-queues/two-tab-queues.module.css';
import '../tab-group/tab-group.module.css';

/** The accept key of a key that the reader types. */
export const AcceptKey = figure('AcceptKey');

/** Acknowledgements of Socket.IO, measured. */
export const AckTrips = figure('AckTrips');

/** Calls of the WebSocket interface, and what the reader’s browser does with them. */
export const ApiProbe = figure('ApiProbe');

/** Origins, limits and untrusted input. */
export const AttackRange = figure('AttackRange');

/** Authenticating a connection. */
export const AuthGate = figure('AuthGate');

/** Backpressure and batching. */
export const Backpressure = figure('Backpressure');

/** One reading as text and as bytes, both sent and counted. */
export const BinarySizes = figure('BinarySizes');

/** The ends of a connection, from both sides. */
export const CloseCodes = figure('CloseCodes');

/** A connection as a state machine. */
export const ConnectionStates = figure('ConnectionStates');

/** WebRTC, WebTransport, HTTP/2 and managed services. */
export const DataChannel = figure('DataChannel');

/** Which transport a case wants, asked and answered. */
export const DecisionGuide = figure('DecisionGuide');

/** Order, loss and duplicates. */
export const DeliveryLedger = figure('DeliveryLedger');

/** Queues that survive a reload. */
export const DurableQueue = figure('DurableQueue');

/** Testing real-time code. */
export const FaultTest = figure('FaultTest');

/** A frame, bit by bit, sent for real. */
export const FrameBuilder = figure('FrameBuilder');

/** Heartbeats and half-open connections. */
export const HalfOpen = figure('HalfOpen');

/** A handshake, line by line, sent for real. */
export const HandshakeRequest = figure('HandshakeRequest');

/** A socket in a hook. */
export const HookLeaks = figure('HookLeaks');

/** The layers of what a client of Socket.IO sends and gets. */
export const LayersUnfolded = figure('LayersUnfolded');

/** Binary, compression, diffs. */
export const MessageSizes = figure('MessageSizes');

/** Optimistic updates and rollback. */
export const OptimisticList = figure('OptimisticList');

/** Proxies, timeouts and deploys. */
export const ProxyPath = figure('ProxyPath');

/** Reconnecting. */
export const ReconnectHerd = figure('ReconnectHerd');

/** Sharing one connection. */
export const SharedConnection = figure('SharedConnection');

/** A snapshot and a stream, put together in four ways. */
export const SnapshotOrder = figure('SnapshotOrder');

/** Stores on a stream. */
export const StoreRenders = figure('StoreRenders');

/** Debugging real-time code. */
export const SymptomBench = figure('SymptomBench');

/** Three kinds of queue, each in two documents. */
export const TwoTabQueues = figure('TwoTabQueues');

/** Tabs that share one connection. */
export const TabGroup = figure('TabGroup');

/** Packets of Socket.IO that are written by hand. */
export const PacketConsole = figure<{ preset: PacketPreset }>('PacketConsole');

function figure<Props extends object>(name: FigureName): (props: Props) => JSX.Element {
  return function Figure(props: Props): JSX.Element {
    return <Near name={name} given={props} />;
  };
}

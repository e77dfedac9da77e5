'use client';

import type { PacketPreset } from '../packet-console/packets.ts';
import { near } from './near.tsx';
// One route renders all lessons, so what is imported here plainly is sent with every one of them: styles, since with the
// scripts they would come after the HTML that they are for, and no script.
import '../exchange/exchange.module.css';
import '../lane/controls.module.css';
import '../live-figure/live-figure.module.css';
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
export const AcceptKey = near(async () => (await import('../handshake/index.ts')).AcceptKey);

/** Acknowledgements of Socket.IO, measured. */
export const AckTrips = near(async () => (await import('../ack-trips/index.ts')).AckTrips);

/** Calls of the WebSocket interface, and what the reader’s browser does with them. */
export const ApiProbe = near(async () => (await import('../api-probe/index.ts')).ApiProbe);

/** Origins, limits and untrusted input. */
export const AttackRange = near(async () => (await import('../attack-range/index.ts')).AttackRange);

/** Authenticating a connection. */
export const AuthGate = near(async () => (await import('../auth-gate/index.ts')).AuthGate);

/** Backpressure and batching. */
export const Backpressure = near(async () => (await import('../backpressure/index.ts')).Backpressure);

/** One reading as text and as bytes, both sent and counted. */
export const BinarySizes = near(async () => (await import('../binary-sizes/index.ts')).BinarySizes);

/** The ends of a connection, from both sides. */
export const CloseCodes = near(async () => (await import('../close-codes/index.ts')).CloseCodes);

/** A connection as a state machine. */
export const ConnectionStates = near(async () => (await import('../connection-states/index.ts')).ConnectionStates);

/** WebRTC, WebTransport, HTTP/2 and managed services. */
export const DataChannel = near(async () => (await import('../data-channel/index.ts')).DataChannel);

/** Which transport a case wants, asked and answered. */
export const DecisionGuide = near(async () => (await import('../decision-guide/index.ts')).DecisionGuide);

/** Order, loss and duplicates. */
export const DeliveryLedger = near(async () => (await import('../delivery-ledger/index.ts')).DeliveryLedger);

/** Queues that survive a reload. */
export const DurableQueue = near(async () => (await import('../durable-queue/index.ts')).DurableQueue);

/** Testing real-time code. */
export const FaultTest = near(async () => (await import('../fault-test/index.ts')).FaultTest);

/** A frame, bit by bit, sent for real. */
export const FrameBuilder = near(async () => (await import('../frame-builder/index.ts')).FrameBuilder);

/** Heartbeats and half-open connections. */
export const HalfOpen = near(async () => (await import('../half-open/index.ts')).HalfOpen);

/** A handshake, line by line, sent for real. */
export const HandshakeRequest = near(async () => (await import('../handshake/index.ts')).HandshakeRequest);

/** A socket in a hook. */
export const HookLeaks = near(async () => (await import('../hook-leaks/index.ts')).HookLeaks);

/** The layers of what a client of Socket.IO sends and gets. */
export const LayersUnfolded = near(async () => (await import('../layers-unfolded/index.ts')).LayersUnfolded);

/** Binary, compression, diffs. */
export const MessageSizes = near(async () => (await import('../message-sizes/index.ts')).MessageSizes);

/** Optimistic updates and rollback. */
export const OptimisticList = near(async () => (await import('../optimistic-list/index.ts')).OptimisticList);

/** Proxies, timeouts and deploys. */
export const ProxyPath = near(async () => (await import('../proxy-path/index.ts')).ProxyPath);

/** Reconnecting. */
export const ReconnectHerd = near(async () => (await import('../reconnect-herd/index.ts')).ReconnectHerd);

/** Sharing one connection. */
export const SharedConnection = near(async () => (await import('../shared-connection/index.ts')).SharedConnection);

/** A snapshot and a stream, put together in four ways. */
export const SnapshotOrder = near(async () => (await import('../store-renders/index.ts')).SnapshotOrder);

/** Stores on a stream. */
export const StoreRenders = near(async () => (await import('../store-renders/index.ts')).StoreRenders);

/** Debugging real-time code. */
export const SymptomBench = near(async () => (await import('../symptom-bench/index.ts')).SymptomBench);

/** Three kinds of queue, each in two documents. */
export const TwoTabQueues = near(async () => (await import('../two-tab-queues/index.ts')).TwoTabQueues);
/** Tabs that share one connection. */
export const TabGroup = near(async () => (await import('../tab-group/index.ts')).TabGroup);

/** Packets of Socket.IO that are written by hand. */
export const PacketConsole = near<{ preset: PacketPreset }>(
  async () => (await import('../packet-console/index.ts')).PacketConsole,
);

import type { ComponentType } from 'react';

/**
 * Loads each figure by its name. It is itself loaded when the first figure comes near the screen: which scripts a figure
 * consists of is then known, and not sent with every lesson.
 */
export const PARTS = {
  AcceptKey: async () => (await import('../handshake/index.ts')).AcceptKey,
  AckTrips: async () => (await import('../ack-trips/index.ts')).AckTrips,
  ApiProbe: async () => (await import('../api-probe/index.ts')).ApiProbe,
  AttackRange: async () => (await import('../attack-range/index.ts')).AttackRange,
  AuthGate: async () => (await import('../auth-gate/index.ts')).AuthGate,
  Backpressure: async () => (await import('../backpressure/index.ts')).Backpressure,
  BinarySizes: async () => (await import('../binary-sizes/index.ts')).BinarySizes,
  CloseCodes: async () => (await import('../close-codes/index.ts')).CloseCodes,
  ConnectionStates: async () => (await import('../connection-states/index.ts')).ConnectionStates,
  DataChannel: async () => (await import('../data-channel/index.ts')).DataChannel,
  DecisionGuide: async () => (await import('../decision-guide/index.ts')).DecisionGuide,
  DeliveryLedger: async () => (await import('../delivery-ledger/index.ts')).DeliveryLedger,
  DurableQueue: async () => (await import('../durable-queue/index.ts')).DurableQueue,
  FaultTest: async () => (await import('../fault-test/index.ts')).FaultTest,
  FrameBuilder: async () => (await import('../frame-builder/index.ts')).FrameBuilder,
  HalfOpen: async () => (await import('../half-open/index.ts')).HalfOpen,
  HandshakeRequest: async () => (await import('../handshake/index.ts')).HandshakeRequest,
  HookLeaks: async () => (await import('../hook-leaks/index.ts')).HookLeaks,
  LayersUnfolded: async () => (await import('../layers-unfolded/index.ts')).LayersUnfolded,
  MessageSizes: async () => (await import('../message-sizes/index.ts')).MessageSizes,
  OptimisticList: async () => (await import('../optimistic-list/index.ts')).OptimisticList,
  ProxyPath: async () => (await import('../proxy-path/index.ts')).ProxyPath,
  ReconnectHerd: async () => (await import('../reconnect-herd/index.ts')).ReconnectHerd,
  SharedConnection: async () => (await import('../shared-connection/index.ts')).SharedConnection,
  StoreRenders: async () => (await import('../store-renders/index.ts')).StoreRenders,
  SymptomBench: async () => (await import('../symptom-bench/index.ts')).SymptomBench,
  PacketConsole: async () => (await import('../packet-console/index.ts')).PacketConsole,
  SnapshotOrder: async () => (await import('../store-renders/index.ts')).SnapshotOrder,
  TwoTabQueues: async () => (await import('../two-tab-queues/index.ts')).TwoTabQueues,
  TabGroup: async () => (await import('../tab-group/index.ts')).TabGroup,
  LiveLane: async () => (await import('../lane/live-lane.tsx')).LiveLane,
} satisfies Readonly<Record<string, () => Promise<ComponentType<never>>>>;

/** The name of a figure: of its component. */
export type FigureName = keyof typeof PARTS;

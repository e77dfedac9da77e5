'use client';

import { type ComponentType, type JSX, lazy } from 'react';
import type { PacketPreset } from '../packet-console/packets.ts';

// One route renders all lessons, so what is imported here plainly would be sent with every one of them. No `Suspense`
// around them, for the reason that the decision guide gives: each is in the page from the start, at its full height.
const parts = {
  AcceptKey: figure(async () => (await import('../handshake/index.ts')).AcceptKey),
  AckTrips: figure(async () => (await import('../ack-trips/index.ts')).AckTrips),
  ApiProbe: figure(async () => (await import('../api-probe/index.ts')).ApiProbe),
  BinarySizes: figure(async () => (await import('../binary-sizes/index.ts')).BinarySizes),
  CloseCodes: figure(async () => (await import('../close-codes/index.ts')).CloseCodes),
  FrameBuilder: figure(async () => (await import('../frame-builder/index.ts')).FrameBuilder),
  HandshakeRequest: figure(async () => (await import('../handshake/index.ts')).HandshakeRequest),
  LayersUnfolded: figure(async () => (await import('../layers-unfolded/index.ts')).LayersUnfolded),
};

const Console = lazy(async () => ({ default: (await import('../packet-console/index.ts')).PacketConsole }));

/** The accept key of a key that the reader types. */
export function AcceptKey(): JSX.Element {
  return <parts.AcceptKey />;
}

/** Acknowledgements of Socket.IO, measured. */
export function AckTrips(): JSX.Element {
  return <parts.AckTrips />;
}

/** Calls of the WebSocket interface, and what the reader's browser does with them. */
export function ApiProbe(): JSX.Element {
  return <parts.ApiProbe />;
}

/** One reading as text and as bytes, both sent and counted. */
export function BinarySizes(): JSX.Element {
  return <parts.BinarySizes />;
}

/** The ends of a connection, from both sides. */
export function CloseCodes(): JSX.Element {
  return <parts.CloseCodes />;
}

/** A frame, bit by bit, sent for real. */
export function FrameBuilder(): JSX.Element {
  return <parts.FrameBuilder />;
}

/** A handshake, line by line, sent for real. */
export function HandshakeRequest(): JSX.Element {
  return <parts.HandshakeRequest />;
}

/** The layers of what a client of Socket.IO sends and gets. */
export function LayersUnfolded(): JSX.Element {
  return <parts.LayersUnfolded />;
}

/** Packets of Socket.IO that are written by hand. */
export function PacketConsole({ preset }: { preset: PacketPreset }): JSX.Element {
  return <Console preset={preset} />;
}

function figure(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}

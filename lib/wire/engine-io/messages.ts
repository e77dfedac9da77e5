import type { Content, ContentSpan } from '../content.ts';
import type { Dissection } from '../dissection.ts';
import { type Attachments, createAttachments, dissectAttachment } from '../socket-io/index.ts';
import { dissectPacket } from './packet.ts';

/** Reads the messages of one direction of a WebSocket that Engine.IO goes over: each is one packet. */
export interface EngineIoMessages {
  text(content: Content): Dissection;
  /** "binary data is sent as is", without a type before it. */
  binary(content: Content): Dissection;
}

/** What is remembered from one message to the next is which attachments Socket.IO waits for. */
export function createEngineIoMessages(): EngineIoMessages {
  const attachments: Attachments = createAttachments();
  return {
    text: (content) => dissectPacket(content, attachments),
    binary: (content) => dissectBinaryPacket(content, attachments),
  };
}

function dissectBinaryPacket(content: Content, attachments: Attachments): Dissection {
  const { layers, ...rest } = dissectAttachment(content, attachments);
  return { ...rest, layers: [{ name: 'engine-io', title: 'binary message', facts: [], content }, ...layers] };
}

/** The spans of a message of which only the beginning has come. */
export function previewEngineIo(beginning: Content): readonly ContentSpan[] {
  return dissectPacket(beginning, undefined).spans;
}

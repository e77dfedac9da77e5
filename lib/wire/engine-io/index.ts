export { createEngineIoMessages, type EngineIoMessages, previewEngineIo } from './messages.ts';
export { dissectEngineIoPayload } from './payload.ts';

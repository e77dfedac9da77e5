export { type Attachments, createAttachments, dissectAttachment } from './attachments.ts';
export { dissectSocketIo, looksLikeSocketIo } from './packet.ts';

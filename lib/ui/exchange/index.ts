export { EndBox } from './end-box.tsx';
export { ExchangeList } from './exchange-list.tsx';
export { hexOf, parseHex } from './hex.ts';
export { END_TEXTS, openTalk, type Talk, type TalkState } from './talk.ts';
export { type Captured, type CapturedEntry, endText, followCapture } from './captured.ts';

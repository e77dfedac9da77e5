export { connect } from './connect.ts';
export { createEventStreamParser, type EventStreamParser, type StreamMessage } from './parser.ts';

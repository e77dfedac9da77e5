// Mistake: Each chunk is split at blank lines, as if a chunk were a whole number of events.
// Caught by: Where the stream is cut makes no difference > any stream, cut anywhere
export interface SseEvent {
  type: string;
  data: string;
  lastEventId: string;
}
export interface SseParserOptions {
  onEvent: (event: SseEvent) => void;
  onRetry?: (ms: number) => void;
}
export interface SseParser {
  push(chunk: Uint8Array | string): void;
  reset(): void;
}

export function createSseParser({ onEvent, onRetry }: SseParserOptions): SseParser {
  if (typeof onEvent !== 'function') throw new TypeError('onEvent must be a function');
  if (onRetry !== undefined && typeof onRetry !== 'function') throw new TypeError('onRetry must be a function');
  const decoder = new TextDecoder();
  let lastEventId = '';
  return {
    push(chunk) {
      const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk);
      for (const block of text.replaceAll(/\r\n?/g, '\n').split('\n\n')) {
        const data: string[] = [];
        let type = 'message';
        for (const line of block.split('\n')) {
          const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
          if (name === 'data') data.push(value);
          else if (name === 'event' && value !== '') type = value;
          else if (name === 'id' && !value.includes('\0')) lastEventId = value;
          else if (name === 'retry' && /^\d+$/.test(value)) onRetry?.(Number(value));
        }
        if (data.length > 0) onEvent({ type, data: data.join('\n'), lastEventId });
      }
    },
    reset() {},
  };
}

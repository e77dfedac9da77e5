import { ProtocolError } from '../../lib/protocol/index.ts';
import type { Exchange } from './exchange.ts';

/**
 * How many bytes of a refused body are read and thrown away before the connection is reset. A sender that gets the whole
 * of a slightly larger body out can read our answer; one that never ends cannot keep us busy.
 */
const MAX_DISCARDED_BYTES = 1024 * 1024;

/**
 * Reads a request's body as UTF-8 text. The content type is not looked at, so that `curl -d` works as it is.
 *
 * @throws {ProtocolError} `too-large` beyond the limit, `bad-request` when it is not UTF-8 or breaks off
 */
export function readBody({ request, response, context }: Exchange): Promise<string> {
  const { maxMessageBytes } = context.limits;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const isExpected = request.headers.expect !== undefined && request.httpVersion === '1.1';
    const tooLarge = () =>
      reject(new ProtocolError('too-large', `Expected a body of at most ${maxMessageBytes} bytes`));

    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxMessageBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      tooLarge();
      if (bytes > maxMessageBytes + MAX_DISCARDED_BYTES) request.socket.destroy();
    });
    request.on('end', () => {
      try {
        resolve(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
      } catch {
        reject(new ProtocolError('bad-request', 'Expected the body to be UTF-8'));
      }
    });
    request.on('error', () => reject(new ProtocolError('bad-request', 'The body broke off')));

    if (Number(request.headers['content-length'] ?? 0) <= maxMessageBytes) {
      if (isExpected) response.writeContinue();
      return;
    }
    // "Expect: 100-continue" and a refusal: nobody knows whether the body will come, so nothing can follow it.
    if (isExpected) response.setHeader('Connection', 'close');
    tooLarge();
  });
}

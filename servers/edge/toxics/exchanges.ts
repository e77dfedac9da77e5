import { type Body, MessageBounds } from './message-bounds.ts';

/** How many requests may wait for their answers. */
const MAX_WAITING = 1000;

/**
 * Where the messages of one connection begin and end, in both directions: the length of an answer also depends on the
 * method that it answers. After an upgrade, and where it is not HTTP/1.1, nothing is looked at any more.
 */
export class Exchanges {
  readonly requests: MessageBounds = new MessageBounds('', (line, fields) => this.#requestBody(line, fields));
  readonly answers: MessageBounds = new MessageBounds('HTTP/1.', (line, fields) => this.#answerBody(line, fields));
  /** The methods that are not answered yet. */
  readonly #methods: string[] = [];

  #requestBody(line: string, fields: string): Body {
    const method = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) \S+ HTTP\/1\.[01]$/.exec(line)?.[1];
    if (method === undefined || this.#methods.length >= MAX_WAITING) return this.#stop();
    this.#methods.push(method);
    const body = bodyOf(fields);
    if (body === 'unclear') return this.#stop();
    return body ?? { is: 'sized', bytes: 0 };
  }

  #answerBody(line: string, fields: string): Body {
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(line)?.[1]);
    if (Number.isNaN(status) || status === 101) return this.#stop();
    if (status < 200) return { is: 'sized', bytes: 0 };
    const method = this.#methods.shift();
    if (method === 'CONNECT') return this.#stop();
    if (method === 'HEAD' || status === 204 || status === 304) return { is: 'sized', bytes: 0 };
    const body = bodyOf(fields);
    if (body === 'unclear') return this.#stop();
    return body ?? { is: 'until-close' };
  }

  #stop(): Body {
    this.requests.stop();
    this.answers.stop();
    return { is: 'apart' };
  }
}

/** What the fields of a head say about its body, if they say anything. @see RFC 9112, section 6.3 */
function bodyOf(fields: string): Body | 'unclear' | undefined {
  const codings = /\r\ntransfer-encoding:([^\r]*)/i.exec(fields)?.[1];
  if (codings !== undefined) return /(?:^|[\t ,])chunked[\t ]*$/i.test(codings) ? { is: 'chunked' } : 'unclear';
  const lengths = [...fields.matchAll(/\r\ncontent-length:([^\r]*)/gi)].map((match) => match[1]?.trim() ?? '');
  const [length] = lengths;
  if (length === undefined) return undefined;
  const isClear = /^\d{1,15}$/.test(length) && lengths.every((other) => other === length);
  return isClear ? { is: 'sized', bytes: Number(length) } : 'unclear';
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeDraft, type FrameDraft, frameOf } from '../../../lib/ui/frame-builder/draft.ts';
import { closeFrame, FRAME_EXAMPLES } from '../../../lib/ui/frame-builder/examples.ts';
import { brokenRules } from '../../../lib/ui/frame-builder/rules.ts';
import { hexOf } from '../../../lib/ui/exchange/hex.ts';
import { encodeRequest, GOOD_REQUEST } from '../../../lib/ui/handshake/request.ts';
import type { Lab } from '../../../servers/options.ts';
import { startLab } from '../../../servers/start.ts';
import { openRaw } from '../../support/raw-connection.ts';

/** What lesson 09 and its figure say of the server, asked of the server. */
describe('the frames of the figure, at the lab’s server', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ port: 0 });
  });
  afterAll(() => lab.close());

  /** The server's frames, in hexadecimal, once `count` bytes have come. */
  async function answerTo(frames: readonly FrameDraft[], count: number): Promise<string> {
    await using raw = await openRaw(lab.urls.websocket);
    raw.write(encodeRequest(GOOD_REQUEST));
    await raw.until((text) => text.includes('\r\n\r\n'), 'the answer to the handshake');
    const start = raw.received().indexOf('\r\n\r\n') + 4;
    for (const frame of frames) raw.write(encodeDraft(frame));
    await raw.until((text) => text.length >= start + count, `${count} bytes of frames`);
    return hexOf(raw.received().subarray(start, start + count));
  }

  const framesOf = (label: string): readonly FrameDraft[] => {
    const example = FRAME_EXAMPLES.find((each) => each.label === label);
    if (!example) throw new Error(`Expected an example called ${label}`);
    return example.frames;
  };

  it.each([
    ['Ping', '8a 02 68 69'],
    ['Close, 1000', '88 05 03 e8 62 79 65'],
    ['No mask', '88 02 03 ea'],
    ['RSV1', '88 02 03 ea'],
    ['Opcode 3', '88 02 03 ea'],
    ['Not UTF-8', '88 02 03 ef'],
    ['A ping of 126 bytes', '88 02 03 ea'],
    ['Two messages interleaved', '88 02 03 ea'],
    ['70,000 bytes', '88 02 03 f1'],
    ['Two pieces, a ping between', '8a 03 6d 69 64'],
  ])('%s is answered with %s', async (label, answer) => {
    expect(await answerTo(framesOf(label), answer.split(' ').length)).toBe(answer);
  });

  it.each(['Text', 'Binary'])('%s is answered with a text message, and the connection stands', async (label) => {
    expect(await answerTo(framesOf(label), 1)).toBe('81');
  });

  it('reads a length in more bytes than it needs without a word, against the standard', async () => {
    const text = '{"op":"unsubscribe","topic":"lesson"}';
    const frame = frameOf(1, text, { told: { form: 16, bytes: text.length } });
    expect(brokenRules([frame])[0]).not.toEqual([]);
    expect(await answerTo([frame, frameOf(9, 'hi')], 1)).toBe('81');
  });

  it('takes what follows a length that is too small for the next header', async () => {
    const frame = frameOf(9, 'hi there', { told: { form: 7, bytes: 2 } });
    expect(await answerTo([frame], 8)).toBe('8a 02 68 69 88 02 03 ea');
  });

  it.each([1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999])(
    'the close code %i is echoed',
    async (code) => {
      expect(await answerTo([closeFrame(code)], 4)).toBe(`88 02 ${hexOf(Uint8Array.of(code >> 8, code & 0xff))}`);
    },
  );

  it.each([0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000])(
    'the close code %i is answered with 1002',
    async (code) => {
      expect(await answerTo([closeFrame(code)], 4)).toBe('88 02 03 ea');
    },
  );

  it('an empty close frame is answered with an empty one', async () => {
    expect(await answerTo([frameOf(8, '')], 2)).toBe('88 00');
  });
});

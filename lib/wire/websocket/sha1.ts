/** Rotates the bits of a word to the left. */
function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** What each quarter of the 80 rounds mixes in. @see RFC 3174 section 5 */
function mixed(round: number, [b, c, d]: readonly [number, number, number]): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

/**
 * The SHA-1 digest of bytes: 20 bytes. The handshake of a WebSocket is all that it is for; as a defence SHA-1 is broken.
 * WebCrypto has it too, asynchronously, and in secure contexts alone.
 *
 * @see RFC 3174
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  // "Padding": a 1 bit, zeros, and the length in bits in eight bytes, up to a multiple of 64 bytes.
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);

  const hash = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Int32Array(80);
  const word = (index: number) => words[index] ?? 0;
  for (let block = 0; block < padded.length; block += 64) {
    for (let index = 0; index < 16; index++) words[index] = view.getInt32(block + index * 4);
    for (let index = 16; index < 80; index++) {
      words[index] = rotated(word(index - 3) ^ word(index - 8) ^ word(index - 14) ^ word(index - 16), 1);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
    for (let round = 0; round < 80; round++) {
      const next = (rotated(a, 5) + mixed(round, [b, c, d]) + e + word(round)) | 0;
      [e, d, c, b, a] = [d, c, rotated(b, 30), a, next];
    }
    [a, b, c, d, e].forEach((value, index) => {
      hash[index] = (hash[index] ?? 0) + value;
    });
  }

  const digest = new DataView(new ArrayBuffer(20));
  hash.forEach((value, index) => digest.setInt32(index * 4, value));
  return new Uint8Array(digest.buffer);
}

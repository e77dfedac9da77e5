import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaptureRecord } from '../../../lib/wire/index.ts';
import { encodePcap } from '../../../lib/wire/index.ts';
import { addressBytes } from '../../../lib/wire/pcap/address.ts';
import { recordsOf } from '../records.ts';

const CLOSED = { transport: 'polling', connection: 1, at: 1_763_690_000_009, state: 'closed', by: 'client' } as const;

/** What a packet says, read independently of how it was written. */
function readPackets(file: Uint8Array) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const packets = [];
  for (let at = 24; at < file.length;) {
    const seconds = view.getUint32(at) + view.getUint32(at + 4) / 1e6;
    const length = view.getUint32(at + 8);
    const frame = file.subarray(at + 16, at + 16 + length);
    const isIpv6 = view.getUint16(at + 16 + 12) === 0x86dd;
    const tcp = isIpv6 ? 54 : 34;
    const from = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    const addresses = isIpv6 ? frame.subarray(22, 54) : frame.subarray(26, 34);
    const tcpBytes = frame.subarray(tcp);
    packets.push({
      seconds,
      ports: [from.getUint16(tcp), from.getUint16(tcp + 2)],
      sequence: from.getUint32(tcp + 4),
      acknowledgement: from.getUint32(tcp + 8),
      flags: from.getUint8(tcp + 13),
      text: String.fromCharCode(...frame.subarray(tcp + 20, tcp + 60)),
      length: frame.length - tcp - 20,
      // RFC 1071: what is right adds up to all ones.
      ip: isIpv6 ? 0xffff : fold([...frame.subarray(14, 34)]),
      tcp: fold([...addresses, 0, 6, tcpBytes.length >> 8, tcpBytes.length & 0xff, ...tcpBytes]),
    });
    at += 16 + length;
  }
  return packets;
}

function fold(bytes: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    sum += (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

/** What tcpdump makes of a file, or undefined where it is not installed. */
function tcpdump(file: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-pcap-'));
  try {
    const path = join(folder, 'capture.pcap');
    writeFileSync(path, file);
    const { error, stdout, stderr } = spawnSync('tcpdump', ['-nn', '-vv', '-r', path], { encoding: 'utf8' });
    return error ? undefined : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const RECORDS: readonly CaptureRecord[] = [
  ...recordsOf(1, [
    ['up', 'hello'],
    ['down', 'you'],
    ['down', 1000],
    ['down', 'again'],
  ]),
  { ...CLOSED, how: 'fin' },
];

describe('a pcap file', () => {
  it('has the handshake, the bytes with their sequence numbers, a jump for a gap, and the end', () => {
    const packets = readPackets(encodePcap(RECORDS));
    expect(
      packets.map(({ flags, sequence, acknowledgement, text }) => [flags, sequence, acknowledgement, text]),
    ).toEqual([
      [0x02, 0, 0, ''],
      [0x12, 0, 1, ''],
      [0x10, 1, 1, ''],
      [0x18, 1, 1, 'hello'],
      [0x18, 1, 6, 'you'],
      [0x18, 1004, 6, 'again'],
      [0x11, 6, 1009, ''],
      [0x11, 1009, 7, ''],
      [0x10, 7, 1010, ''],
    ]);
    expect(packets[3]?.ports).toEqual([50_001, 4201]);
    expect(packets[3]?.seconds).toBeCloseTo(1_763_690_000.00125, 5);
  });

  it('ends a connection that was reset with a reset, from the side that did it', () => {
    const records: CaptureRecord[] = [...recordsOf(1, []), { ...CLOSED, by: 'edge', how: 'rst' }];
    const last = readPackets(encodePcap(records)).at(-1);
    expect([last?.flags, last?.ports]).toEqual([0x14, [4201, 50_001]]);
  });

  it.each([['127.0.0.1'], ['::1'], ['fe80::1:2%eth0'], ['::ffff:10.0.0.1']])('has right checksums for %s', (client) => {
    const records = recordsOf(
      1,
      [
        ['up', 'odd'],
        ['down', 'x'.repeat(70_001)],
      ],
      { client },
    );
    const packets = readPackets(encodePcap(records));
    expect(packets.map(({ ip, tcp }) => [ip, tcp])).toEqual(packets.map(() => [0xffff, 0xffff]));
    expect(packets.map(({ length }) => length)).toEqual([0, 0, 0, 3, 65_495, 4_506]);
  });

  it('goes on where the beginning of a connection was dropped', () => {
    const [, bytes] = recordsOf(300, [['up', 'late']]);
    expect(bytes && readPackets(encodePcap([bytes]))[0]).toMatchObject({
      ports: [300, 300],
      sequence: 1,
      text: 'late',
    });
  });

  it('is read by tcpdump without complaint', (context) => {
    const report = tcpdump(encodePcap([...RECORDS, ...recordsOf(2, [['up', 'six']], { client: '::1' })]));
    if (report === undefined) return context.skip('tcpdump is not installed');
    expect(report).toContain('127.0.0.1.50001 > 127.0.0.1.4201: Flags [P.], cksum');
    expect(report).toContain('::1.50002 > ::1.4201: Flags [P.]');
    expect(report.match(/\(correct\)/g)).toHaveLength(13);
    expect(report).not.toMatch(/incorrect|bad|truncated/i);
  });
});

describe('an address', () => {
  it.each([
    ['1.2.3.4', [1, 2, 3, 4]],
    ['::1', [...Array.from({ length: 15 }, () => 0), 1]],
    ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
    ['::ffff:1.2.3.4', [1, 2, 3, 4]],
    ['2001:db8::a:b', [0x20, 1, 0xd, 0xb8, ...Array.from({ length: 8 }, () => 0), 0, 0xa, 0, 0xb]],
  ])('%s is read', (text, bytes) => {
    expect([...(addressBytes(text) ?? [])]).toEqual(bytes);
  });

  it.each(['', 'localhost', '1.2.3', '1.2.3.256', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '::g', ':'])(
    '%j is none',
    (text) => {
      expect(addressBytes(text)).toBeUndefined();
    },
  );
});

/** Bytes that a client may send, right or wrong, and how they are cut on their way. */
import * as fc from 'fast-check';

export const LIMITS = { frameBytes: 400, messageBytes: 60 };

interface Spec {
  readonly fin: boolean;
  readonly reserved: number;
  readonly opcode: number;
  readonly masked: boolean;
  /** Bits that hold the length: the least that fits, or more than that. */
  readonly width: 0 | 16 | 64;
  /** Added to the true length. */
  readonly lie: number;
  readonly payload: Uint8Array;
  readonly mask: Uint8Array;
}

const often = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((it) => new Uint8Array(Buffer.from(it)));
const payload = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 125, 126, 127, 399, 400, 401, 500).map((n) => new Uint8Array(n).fill(65)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom([3, 232], [3, 237], [3], [15, 160, 0xc3], [0xed, 0xa0, 0x80])
      .map((n) => Uint8Array.from(n)),
  },
);

const spec: fc.Arbitrary<Spec> = fc.record({
  fin: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  reserved: often(0, 0x10, 0x20, 0x40, 0x70),
  opcode: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(0, 1, 9, 10) }, fc.nat({ max: 15 })),
  masked: often(true, false),
  width: often<0 | 16 | 64>(0, 16, 64),
  lie: often(0, -1, 1, 60_000, 2 ** 40),
  payload,
  mask: fc.oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.constant(new Uint8Array(4))),
});

function bytesOf({ fin, reserved, opcode, masked, width, lie, payload: body, mask }: Spec): Buffer {
  const length = Math.max(0, body.length + lie);
  const bits = width === 64 || length > 65_535 ? 64 : width === 16 || length > 125 ? 16 : 0;
  const head = Buffer.alloc(2 + bits / 8);
  head[0] = (fin ? 0x80 : 0) | reserved | opcode;
  head[1] = (masked ? 0x80 : 0) | (bits === 64 ? 127 : bits === 16 ? 126 : length);
  if (bits === 16) head.writeUInt16BE(length, 2);
  if (bits === 64) head.writeBigUInt64BE(BigInt(length), 2);
  if (!masked) return Buffer.concat([head, body]);
  return Buffer.concat([head, mask, body.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

/** What comes in, cut anywhere. */
export interface Stream {
  readonly bytes: Buffer;
  readonly chunks: readonly Buffer[];
}

export const streams: fc.Arbitrary<Stream> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 15, arbitrary: spec.map(bytesOf) }, fc.uint8Array({ maxLength: 9 })), { maxLength: 7 }),
    fc.array(fc.nat(), { maxLength: 12 }),
    fc.boolean(),
  )
  .map(([parts, cuts, whole]) => {
    const bytes = Buffer.concat(parts);
    const at = whole ? [] : cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b);
    const ends = [...at, bytes.length];
    return { bytes, chunks: ends.map((end, index) => Buffer.from(bytes.subarray(ends[index - 1] ?? 0, end))) };
  });

import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { LOG_BYTES } from './log-space.ts';

const HEADER_BYTES = 32;
const FRAME_BYTES = 24;
/** Begins a log whose sums are of little-endian words; the other kind is written by machines that we do not run on. */
const LITTLE_ENDIAN_LOG = 0x377f0682;

interface Sum {
  a: number;
  b: number;
}

/**
 * Looks for commits that the next opening would pass over: SQLite ends its write-ahead log at the first frame that is not
 * whole, and takes what follows for the remains of an older one. Where frames of the same log follow, or a log that was made with
 * room to spare has none, a copy is kept beside it. `reserved` says that logs are made so.
 * @returns a sentence for the operator; undefined when the log is whole
 */
export const keepBrokenLog = (path: string, reserved: boolean): string | undefined => {
  const log = `${path}-wal`;
  if (endianness() !== 'LE' || !existsSync(log)) return undefined;
  const bytes = readFileSync(log);
  const { readable, beyond, cut } = commitsIn(bytes);
  if (beyond === 0 && !(reserved && cut)) return undefined;
  const kept = `${log}.broken`;
  copyFileSync(log, kept);
  if (beyond === 0) {
    return (
      `${log} ends after ${readable} commits, earlier than it was made: if it was cut off, the newest messages are missing. ` +
      `A copy is kept as ${kept}. If the disk was full when Parley started the last time, nothing is missing.`
    );
  }
  return (
    `${log} is damaged after ${readable} commits: ${beyond} or more that follow cannot be read, and what they held is missing. ` +
    `A copy is kept as ${kept}. After a power failure this is no loss: nobody had been told that they were stored.`
  );
};

interface Commits {
  readonly readable: number;
  readonly beyond: number;
  /** The file ends with a frame, in place of the zeros or older frames that stand behind the last one. */
  readonly cut: boolean;
}

/** Commits up to the first frame that is not whole, and frames that end a commit of the same log beyond it. */
const commitsIn = (bytes: Buffer): Commits => {
  const counts = { readable: 0, beyond: 0, cut: false };
  if (bytes.length < HEADER_BYTES || bytes.readUInt32BE(0) !== LITTLE_ENDIAN_LOG) return counts;
  const size = FRAME_BYTES + bytes.readUInt32BE(8);
  const salts = bytes.subarray(16, 24);
  const sum: Sum = { a: 0, b: 0 };
  add(sum, bytes, 0, 24);
  let whole = matches(sum, bytes, 24);
  for (let at = HEADER_BYTES; at + size <= bytes.length; at += size) {
    const ours = bytes.compare(salts, 0, 8, at + 8, at + 16) === 0;
    if (whole && ours) {
      add(sum, bytes, at, 8);
      add(sum, bytes, at + FRAME_BYTES, size - FRAME_BYTES);
    }
    whole &&= ours && matches(sum, bytes, at + 16);
    if (ours && bytes.readUInt32BE(at + 4) > 0) counts[whole ? 'readable' : 'beyond'] += 1;
  }
  counts.cut = whole && bytes.length < LOG_BYTES;
  return counts;
};

const matches = ({ a, b }: Sum, bytes: Buffer, at: number): boolean =>
  bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b;

/** Adds words to a sum as SQLite does: each half takes in the other. */
const add = (sum: Sum, bytes: Buffer, from: number, length: number): void => {
  const words = new DataView(bytes.buffer, bytes.byteOffset + from, length);
  let { a, b } = sum;
  for (let at = 0; at < length; at += 8) {
    a = (a + words.getUint32(at, true) + b) >>> 0;
    b = (b + words.getUint32(at + 4, true) + a) >>> 0;
  }
  sum.a = a;
  sum.b = b;
};

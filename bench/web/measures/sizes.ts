/** What each first screen loads before it can show anything: sizes as they go over the wire. */
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Figure } from '../figures.ts';
import { ASSETS, loadedBy } from '../first-screen.ts';

/** Budget of the first screen's JavaScript, bytes of brotli. */
const MOST = 110_000;

export function measureSizes(): Promise<readonly Figure[]> {
  const styles = readdirSync(ASSETS).filter((file) => file.endsWith('.css'));
  const first = loadedBy('conversation');
  return Promise.resolve([
    size('JavaScript of the log-in screen', loadedBy('pages'), MOST),
    size('JavaScript of a conversation', first, MOST),
    size(
      'JavaScript of what is beside and below it, which may come a frame later',
      [...loadedBy('places'), ...loadedBy('composer')].filter((file) => !first.includes(file)),
    ),
    size(
      'styles, of either',
      styles.map((file) => `${ASSETS}/${file}`),
    ),
  ]);
}

function size(what: string, files: readonly string[], most?: number): Figure {
  const contents = files.map((file) => readFileSync(file));
  const sum = (compress: (content: Buffer) => Buffer): number =>
    contents.reduce((bytes, content) => bytes + compress(content).length, 0);
  const brotli = sum((content) => brotliCompressSync(content));
  const measured = `${kB(brotli)} brotli, ${kB(sum((content) => gzipSync(content, { level: 9 })))} gzip, ${files.length} files`;
  return most === undefined ? { what, measured } : { what, measured, aim: `≤ ${kB(most)} brotli`, met: brotli <= most };
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reserveLogSpace } from '../../../local/store/log-space.ts';

const disk = vi.hoisted(() => ({ error: '', calls: 0 }));

/** A disk that gives out after three megabytes. */
vi.mock('node:fs', async (original) => {
  const files = await original<typeof Files>();
  return {
    ...files,
    writeSync: (file: number, bytes: Buffer, offset: number, length: number, position: number) => {
      disk.calls += 1;
      if (disk.calls > 3) throw Object.assign(new Error('write failed'), { code: disk.error });
      return files.writeSync(file, bytes, offset, length, position);
    },
  };
});

let folder: string;
let log: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-room-'));
  log = join(folder, 'parley.db-wal');
  writeFileSync(log, 'what is there');
  disk.calls = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('without room for its log in advance the store opens with the log that it has', () => {
  disk.error = 'ENOSPC';
  reserveLogSpace(log);
  expect(disk.calls).toBe(4);
  expect(statSync(log).size).toBe('what is there'.length);
});

test('any other failure of the disk is told', () => {
  disk.error = 'EIO';
  expect(() => reserveLogSpace(log)).toThrow('write failed');
});

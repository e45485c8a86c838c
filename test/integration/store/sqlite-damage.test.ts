import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../lambdas/table/schema.ts';
import { type LocalStore, openStore } from '../../../local/store/index.ts';
import { at } from './fixture.ts';

const damaged = (problem: string): object => ({
  problem: expect.objectContaining({
    name: 'DamagedStore',
    message: expect.stringMatching(new RegExp(`${problem}.*--reset`, 's')),
  }),
  kept: true,
});

describe('a damaged data folder', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-damaged-'));
    path = join(folder, 'parley.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (): LocalStore => openStore({ path, table: TABLE, now: Date.now, durable: false });

  const fill = async (): Promise<void> => {
    const store = open();
    for (let n = 0; n < 50; n += 1) await store.write([{ put: { ...at('a', String(n)), text: 'x'.repeat(2000) } }]);
    store.close();
  };

  /** What opening says, and whether the file is still what it was. */
  const opening = (): { readonly problem: unknown; readonly kept: boolean } => {
    const before = readFileSync(path);
    let problem: unknown;
    try {
      open().close();
    } catch (error) {
      problem = error;
    }
    return { problem, kept: readFileSync(path).equals(before) };
  };

  it('refuses a file that is no database', () => {
    writeFileSync(path, 'these are my holiday notes\n'.repeat(500));
    expect(opening()).toEqual(damaged('is damaged'));
  });

  it('refuses a database of another program', () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE songs (title TEXT)');
    other.close();
    expect(opening()).toEqual(damaged('is not a store of Parley'));
  });

  it('refuses a store of a newer version', async () => {
    await fill();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 999');
    db.close();
    expect(opening()).toEqual(damaged('newer version'));
  });

  it('refuses a store that lost its end', async () => {
    await fill();
    truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096);
    expect(opening()).toEqual(damaged('is damaged'));
  });

  it('refuses an emptied store whose write-ahead log is still there', async () => {
    await fill();
    copyFileSync(path, `${path}-wal`);
    truncateSync(path, 0);
    expect(opening()).toEqual(damaged('is empty although'));
  });

  it('refuses a store with overwritten pages after an unclean end', async () => {
    await fill();
    const file = openSync(path, 'r+');
    for (let page = 2; page < 12; page += 1) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    closeSync(file);
    writeFileSync(`${path}-wal`, Buffer.alloc(4096));
    expect(opening()).toEqual(damaged('is damaged'));
  });

  it('opens a file that was created and never used', async () => {
    writeFileSync(path, '');
    const store = open();
    await store.write([{ put: at('a', '1') }]);
    expect(await store.get(at('a', '1'))).toEqual(at('a', '1'));
    store.close();
  });
});

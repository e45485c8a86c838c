import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoClient } from '../../../lambdas/aws/store-client.ts';
import { createStore } from '../../../lambdas/aws/store.ts';
import { TABLE } from '../../../lambdas/table/schema.ts';
import type { Store } from '../../../lambdas/table/store.ts';
import { startDynoxide } from '../../../local/store/index.ts';
import { at } from './fixture.ts';

const tableName = 'parley-test';

const storeAt = (endpoint: string, requestMs: number): Store => {
  const random = { bytes: (count: number) => new Uint8Array(count) };
  const client = dynamoClient({ endpoint, requestMs });
  return createStore({ client, tableName, clock: { wait: async () => undefined }, random });
};

/** Process ids of the servers that keep their data in this file. */
const serversOf = (path: string): readonly number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        const [program = '', ...args] = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
        return program.endsWith('dynoxide') && args.includes(path);
      } catch {
        return false;
      }
    })
    .map(Number);

describe('a supervised dynoxide', () => {
  let folder: string;
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'eu-central-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    folder = mkdtempSync(join(tmpdir(), 'parley-supervised-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('comes back with its data when it dies, keeps its table between runs, and leaves no process behind', async () => {
    const path = join(folder, 'table.db');
    const restarted = vi.fn<() => void>();
    const first = await startDynoxide({ path, tableName, table: TABLE, onRestart: restarted });
    await storeAt(first.endpoint, 3000).write([{ put: at('a', '1') }]);
    for (const pid of serversOf(path)) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(restarted).toHaveBeenCalledTimes(1), 5000);
    const found = await vi.waitFor(() => storeAt(first.endpoint, 3000).get(at('a', '1')), 5000);
    expect(found).toEqual(at('a', '1'));
    await first.stop();
    await vi.waitFor(() => expect(serversOf(path)).toEqual([]), 5000);
    const second = await startDynoxide({ path, tableName, table: TABLE });
    expect(await storeAt(second.endpoint, 3000).get(at('a', '1'))).toEqual(at('a', '1'));
    await second.stop();
    expect(restarted).toHaveBeenCalledTimes(1);
  });

  it('that cannot open its file says which, and leaves it as it is', async () => {
    const path = join(folder, 'damaged.db');
    writeFileSync(path, 'no database '.repeat(1000));
    await expect(startDynoxide({ path, tableName, table: TABLE })).rejects.toThrow(`dynoxide cannot open ${path}`);
    expect(readFileSync(path, 'utf8')).toBe('no database '.repeat(1000));
    expect(serversOf(path)).toEqual([]);
  });

  it('that stays silent makes the store unavailable', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    const store = storeAt(`http://127.0.0.1:${address.port}`, 50);
    const counting = store.update({ update: at('a', '1'), changes: { add: { n: 1 } } });
    await expect(counting).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringMatching(/Timeout|TIMEDOUT/),
    });
    silent.close();
    await expect(store.get(at('a', '1'))).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});

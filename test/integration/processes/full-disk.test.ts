/** The real runtime on a disk that fills up under load. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Load } from '../../../bench/kill/load.ts';
import { UNDER_LOAD } from '../../../bench/kill/rounds.ts';
import { freePort, kill, startRuntime } from '../../../bench/kill/runtime.ts';
import { fillDisk, freeDisk, limitFiles, mechanisms, onTmpfs } from '../../../bench/kill/small-disk.ts';
import { within } from '../../../bench/kill/within.ts';

const PEOPLE = 4;
/** Several messages to a page of the disk's last half megabyte. */
const TEXT = 'x'.repeat(4_000);
const LEFT_BYTES = 512 * 1024;
const REFUSALS = 40;
const PATIENCE_MS = 30_000;

test.each(mechanisms())(
  'what a full disk (%s) cannot hold is refused, what was acknowledged is there, and it goes on when there is room',
  { timeout: 120_000 },
  async (mechanism) => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-full-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const data = join(folder, 'data');
    mkdirSync(data);
    const port = await freePort();
    const before = mechanism === 'tmpfs' ? onTmpfs(data, '80m') : [];
    const runtime = await startRuntime(port, data, UNDER_LOAD, before);
    onTestFinished(() => kill(runtime, 'SIGKILL'));
    const { pid = 0 } = runtime;
    const load = await Load.prepare(port, folder, PEOPLE, TEXT);
    await load.connect();
    await load.flows();

    if (mechanism === 'tmpfs') fillDisk(pid, data, LEFT_BYTES);
    else limitFiles(pid, statSync(join(data, 'parley.db')).size + LEFT_BYTES);
    const refusals = (): number => load.senders.reduce((sum, { refusals: all }) => sum + all.length, 0);
    await within(PATIENCE_MS, `${REFUSALS} refusals`, () => refusals() >= REFUSALS);
    const acknowledged = load.acknowledged;
    expect((await load.ask('sync.start', {}))['channels']).toHaveLength(2);
    for (const refusal of load.senders.flatMap((sender) => sender.refusals)) {
      expect(refusal).toMatchObject({ code: 'unavailable', message: expect.stringContaining('Try again') });
    }

    if (mechanism === 'tmpfs') freeDisk(pid, data);
    else limitFiles(pid, undefined);
    await load.flows(100);
    await load.finish();
    expect(runtime.exitCode).toBeNull();
    const after = await load.tally();
    expect(after).toMatchObject({ lost: 0, doubled: 0, disordered: 0 });
    expect(after.acknowledged).toBeGreaterThan(acknowledged);
    load.close();
  },
);

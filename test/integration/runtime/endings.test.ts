/** Connections that the gateway ends, and data that outlives the runtime. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AWS_LIMITS } from '../../../local/gateway/limits.ts';
import { Person } from '../../support/runtime-person.ts';
import { MODES, startRuntime } from '../../support/runtime-start.ts';
import { until } from '../../support/runtime-until.ts';

/** Stand for two hours and for ten minutes. */
const CONNECTION_MS = 2_000;
const IDLE_MS = 700;

describe.each(MODES)('%s', (mode) => {
  test('the two-hour cut costs no message: whoever connects again misses nothing', async () => {
    expect(AWS_LIMITS).toMatchObject({ connectionMs: 7_200_000, idleMs: 600_000 });
    const runtime = await startRuntime(mode, { limits: { connectionMs: CONNECTION_MS, idleMs: IDLE_MS } });
    onTestFinished(() => runtime.stop());
    const ada = await Person.join(runtime, 'Ada');
    const { workspace } = await ada.call('workspace.create', { name: 'Engines' });
    const channelId = workspace.generalChannelId;
    const [idle, busy] = [await ada.open(channelId), await ada.open(channelId)];
    const keepAlive = setInterval(() => busy.send('{"action":"keepalive"}'), IDLE_MS / 4);
    onTestFinished(() => clearInterval(keepAlive));
    expect((await idle.closed(CONNECTION_MS)).code).toBe(1001);
    expect(busy.ending).toBeUndefined();
    const seen = await busy.say(channelId, 'before the cut');
    expect((await busy.closed(2 * CONNECTION_MS)).code).toBe(1001);
    clearInterval(keepAlive);
    const missed = await ada.say(channelId, 'between');
    const again = await ada.open(channelId);
    const { events } = await again.call('sync.changes', { channelId, after: seen.seq });
    expect(events.map(({ message }) => message)).toEqual([missed]);
  });

  test('a runtime that starts again goes on where it stopped, and nobody logs in anew', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-kept-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const first = await startRuntime(mode, { dataDir });
    const ada = await Person.join(first, 'Ada');
    const { workspace } = await ada.call('workspace.create', { name: 'Engines' });
    const channelId = workspace.generalChannelId;
    const kept = await ada.say(channelId, 'kept');
    const socket = await ada.open(channelId);
    await first.stop();
    expect((await socket.closed()).code).toBe(1001);

    const second = await startRuntime(mode, { dataDir });
    onTestFinished(() => second.stop());
    const returned = new Person(second, ada.name, ada.email);
    returned.cookie = ada.cookie;
    await returned.refresh();
    const { messages } = await returned.call('message.list', { channelId });
    expect(messages.at(-1)).toEqual(kept);
    expect((await returned.say(channelId, 'and on')).seq).toBe(kept.seq + 1);
    expect(await returned.say(channelId, 'kept', kept.clientMessageId)).toEqual(kept);
    const open = await returned.open(channelId);
    await returned.say(channelId, 'live');
    await open.posted('live');
    await until('no error in the log', () => second.logs.every((line) => !line.startsWith('error')));
  });
});

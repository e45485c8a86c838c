/** A full disk and a damaged store, as the whole runtime meets them. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Person } from '../../support/runtime-person.ts';
import { MODES, startRuntime } from '../../support/runtime-start.ts';

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'parley-disk-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

test('a full disk refuses writes clearly, loses nothing and goes on when there is room', async () => {
  const runtime = await startRuntime('embedded', { dataDir: folder() });
  onTestFinished(() => runtime.stop());
  const ada = await Person.join(runtime, 'Ada');
  const { workspace } = await ada.call('workspace.create', { name: 'Engines' });
  const channelId = workspace.generalChannelId;
  const before = await ada.say(channelId, 'before');
  runtime.local.store.faults.fullDisk(true);
  const input = { channelId, clientMessageId: crypto.randomUUID(), text: 'x'.repeat(20_000) };
  let refusal = await ada.ask('message.send', input);
  for (let tries = 0; refusal.ok && tries < 20; tries += 1) {
    refusal = await ada.ask('message.send', { ...input, clientMessageId: crypto.randomUUID() });
  }
  expect(refusal).toMatchObject({ ok: false, error: { code: 'unavailable', retryAfterMs: expect.any(Number) } });
  expect(runtime.logs.join('\n')).toContain('no space left');
  const { messages } = await ada.call('message.list', { channelId, limit: 100 });
  expect(messages).toContainEqual(before);
  runtime.local.store.faults.fullDisk(false);
  const sent = await ada.call('message.send', { ...input, clientMessageId: crypto.randomUUID() });
  const { through } = await ada.call('sync.changes', { channelId, after: before.seq });
  expect(through).toBeGreaterThanOrEqual(sent.message.seq);
});

describe.each(MODES)('a damaged data folder, %s', (mode) => {
  test.each<[string, (file: string) => void]>([
    ['is no database', (file) => writeFileSync(file, 'my holiday notes\n'.repeat(1_000))],
    ['lost its end', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 8_192) * 4_096)],
  ])('that %s is named, and left as it is', async (_name, damage) => {
    const dataDir = folder();
    const file = join(dataDir, 'parley.db');
    const runtime = await startRuntime('embedded', { dataDir });
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        runtime.store.write([{ put: { pk: 'A', sk: `${n}`, text: 'x'.repeat(2_000) } }]),
      ),
    );
    await runtime.stop();
    damage(file);
    const before = readFileSync(file);
    const refusal = await startRuntime(mode, { dataDir }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'DamagedStore', message: expect.stringMatching(/parley\.db.*--reset/s) });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

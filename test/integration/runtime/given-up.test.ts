/** A record that the stream's function keeps failing on goes to the queue of failures, and the stream goes on. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { keys } from '../../../lambdas/table/schema.ts';
import { Person } from '../../support/runtime-person.ts';
import { MODES, type Runtime, startRuntime } from '../../support/runtime-start.ts';
import { until } from '../../support/runtime-until.ts';
import { commitUntold } from '../../support/runtime-untold.ts';

/** A message whose sender died before it was pushed: the stream's function has to read the table for it. */
const abandon = async ({ store }: Runtime, { userId: author }: Person, channelId: string): Promise<number> =>
  (await commitUntold({ store, author, channelId })).seq;

describe.each(MODES)('%s', (mode) => {
  test('a record that cannot be repaired is kept, and the next one is', async () => {
    const runtime = await startRuntime(mode, { pollMs: 20 });
    onTestFinished(() => runtime.stop());
    const ada = await Person.join(runtime, 'Ada');
    const { workspace } = await ada.call('workspace.create', { name: 'Engines' });
    const channelId = workspace.generalChannelId;
    const socket = await ada.open(channelId);
    runtime.faults.disturb = () => 'throttled';
    const lost = await abandon(runtime, ada, channelId);
    const { sk } = keys.message(channelId, lost);
    const batch = await until('the batch to be given up', () =>
      runtime.local.givenUp.find(({ records }) => JSON.stringify(records).includes(sk)),
    );
    runtime.faults.disturb = undefined;
    expect(batch.destination).toContain('Failures');
    expect(socket.events).toEqual([]);
    const next = await abandon(runtime, ada, channelId);
    expect(next).toBe(lost + 1);
    await until('a tip', () => socket.events.find((event) => event.type === 'channel.tipped' && event.seq === next));
    const { denied, used } = runtime.local.permissions();
    expect(denied).toEqual([]);
    const keeps = used.filter((use) => /^Repair\w+ sqs:SendMessage \S+Failures/.test(use));
    expect(keeps).toHaveLength(mode === 'faithful' ? 1 : 0);
  });
});

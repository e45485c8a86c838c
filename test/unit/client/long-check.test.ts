import { expect, it } from 'vitest';
import type { Output } from '../../../protocol/contracts.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Core } from '../../../web/src/client/core.ts';
import { createSync } from '../../../web/src/client/sync.ts';
import { putOwn } from '../../../web/src/store/changes.ts';
import { draftOf } from '../../../web/src/store/draft.ts';
import { createStore } from '../../../web/src/store/store.ts';
import { History } from '../store/model.ts';

const idOf = (kind: string, number: number): string => `${kind}${String(number).padStart(26, '0')}`;

/** What is asked by a check of this many channels and people. */
async function askedBy(channels: number, people: number) {
  const store = createStore();
  const draft = draftOf(store.state);
  const { channel, membership } = new History([{ kind: 'post' }]).own(1);
  const numbers = { seq: 100_000, ord: 100_000 };
  for (let number = 0; number < channels; number += 1) {
    const one = { ...channel, channelId: idOf('C', number), lastSeq: 100_000 };
    const mine = { ...membership, joinedAt: 1_700_000_000_000, readVersion: 10_000_000 };
    putOwn(draft, { channel: one, membership: mine, ...numbers });
  }
  draft.set('start', 'fresh');
  store.apply(draft.patch);
  const asked = new Map<string, object>();
  const ask = async (action: string, input: object): Promise<unknown> => {
    asked.set(action, input);
    const news: Output<'sync.check'> = {
      now: 0,
      channels: [],
      counts: [],
      gone: [],
      workspaces: [],
      presence: [],
      elsewhere: false,
    };
    return news;
  };
  const env = { clock: { now: () => 0, after: () => () => undefined }, random: { fraction: () => 0.5 } };
  const core = { store, env, ask, commit: store.apply, isLive: () => true, isClosed: () => false } as unknown as Core;
  const watched = Array.from({ length: people }, (_, number) => idOf('U', number));
  const parts = { catchUp: {} as never, shown: () => [], watched: () => watched, heard: () => undefined };
  await createSync(core, parts).check();
  const bytes = JSON.stringify(asked.get('sync.check')).length;
  return { isLong: bytes > LIMITS.socketInputBytes, isSignOfLife: asked.has('presence.set') };
}

it.each([
  [190, LIMITS.watchesAtOnce],
  [180, LIMITS.watchesAtOnce],
  [210, 150],
])(
  'a check of %i channels and %i people, which goes by HTTP, has a sign of life beside it',
  async (channels, people) => {
    expect(await askedBy(channels, people)).toEqual({ isLong: true, isSignOfLife: true });
  },
);

it('one of a few is a sign of life itself', async () => {
  expect(await askedBy(100, 50)).toEqual({ isLong: false, isSignOfLife: false });
});

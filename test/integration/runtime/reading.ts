import { expect, test } from 'vitest';
import { BACK } from '../../../protocol/read-versions.ts';
import type { Person } from '../../support/runtime-person.ts';
import type { Suite } from '../../support/runtime-suite.ts';

const countOf = async (person: Person, channelId: string) => {
  const { counts } = await person.call('readMarker.count', { channelIds: [channelId] });
  return counts.map(({ unread, mentions }) => ({ unread, mentions }));
};

export function readingTests(suite: Suite): void {
  test('counts what others wrote since, and no phantoms', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const start = await bob.say(channelId, 'my own');
    await bob.call('readMarker.move', { markers: [{ channelId, readSeq: start.seq, readOrd: start.ord }] });
    expect(await countOf(bob, channelId)).toEqual([{ unread: 0, mentions: 0 }]);
    await ada.call('channel.describe', { channelId, topic: 'A notice does not count' });
    await bob.say(channelId, 'nor does my own');
    const gone = await ada.say(channelId, 'nor what was deleted');
    await ada.call('message.delete', { channelId, seq: gone.seq });
    expect(await countOf(bob, channelId)).toEqual([{ unread: 0, mentions: 0 }]);
    const edited = await ada.say(channelId, 'this does');
    await ada.call('message.edit', { channelId, seq: edited.seq, text: 'once' });
    await ada.say(channelId, `and this, <@${bob.userId}>`);
    expect(await countOf(bob, channelId)).toEqual([{ unread: 2, mentions: 1 }]);
    const { channels } = await bob.call('sync.check', { known: [], visible: true });
    const own = channels.find(({ channel }) => channel.channelId === channelId);
    expect(own?.ord).toBeGreaterThan(own?.membership.readOrd ?? Infinity);
  });

  test('a marker goes forward by itself and back only on demand, and tells one’s other browsers', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const [one, two] = [await ada.say(channelId, 'one'), await ada.say(channelId, 'two')];
    const [here, there] = [await bob.open(), await bob.open()];
    const to = ({ seq, ord }: typeof one) => ({ markers: [{ channelId, readSeq: seq, readOrd: ord }] });
    const [moved] = (await here.call('readMarker.move', to(two))).markers;
    expect((await there.event('readMarker.moved', ({ marker }) => marker.channelId === channelId)).marker).toEqual(
      moved,
    );
    const [stayed] = (await here.call('readMarker.move', to(one))).markers;
    expect(stayed).toEqual(moved);
    const [back] = (await here.call('readMarker.move', { ...to(one), unread: true })).markers;
    expect(back).toMatchObject({ readSeq: one.seq, readVersion: (moved?.readVersion ?? 0) + BACK });
    expect(await countOf(bob, channelId)).toEqual([{ unread: 1, mentions: 0 }]);
    expect(here.events.map(({ type }) => type)).not.toContain('readMarker.moved');
  });

  test('parallel moves end at the furthest', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const messages = [];
    for (let n = 0; n < 6; n += 1) messages.push(await ada.say(channelId, `message ${n}`));
    await Promise.all(
      messages.map(({ seq, ord }) =>
        bob.call('readMarker.move', { markers: [{ channelId, readSeq: seq, readOrd: ord }] }),
      ),
    );
    const { own } = await bob.call('channel.get', { channelId });
    expect(own?.membership.readSeq).toBe(messages.at(-1)?.seq);
    expect(await countOf(bob, channelId)).toEqual([{ unread: 0, mentions: 0 }]);
  });

  test('a count stops at a hundred', async () => {
    const { ada, bob, eve } = suite.cast;
    const channelId = await suite.channel('public', [bob, eve]);
    const sendMany = async (by: Person): Promise<void> => {
      for (let n = 0; n < 26; n += 1) await by.say(channelId, `${n}`);
    };
    await Promise.all([ada, bob, ada, bob].map(sendMany));
    expect((await countOf(eve, channelId))[0]?.unread).toBe(100);
  });
}

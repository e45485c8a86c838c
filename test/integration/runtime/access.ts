import { expect, test } from 'vitest';
import { CONTRACTS, type ActionName } from '../../../protocol/contracts.ts';
import { describeProtocol } from '../../../protocol/json-schemas.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import { CANARY } from '../../support/runtime-browser.ts';
import type { Suite } from '../../support/runtime-suite.ts';

interface About {
  readonly channelId: string;
  /** A message there, and a person of the workspace. */
  readonly seq: number;
  readonly userId: string;
}

/** An input for every action that takes the id of a channel. */
const INPUTS = {
  'channel.get': ({ channelId }) => ({ channelId }),
  'channel.join': ({ channelId }) => ({ channelId }),
  'channel.leave': ({ channelId }) => ({ channelId }),
  'channel.rename': ({ channelId }) => ({ channelId, name: 'taken-over' }),
  'channel.describe': ({ channelId }) => ({ channelId, topic: 'Taken over' }),
  'channel.archive': ({ channelId }) => ({ channelId }),
  'channel.unarchive': ({ channelId }) => ({ channelId }),
  'channel.members': ({ channelId }) => ({ channelId }),
  'channel.addMembers': ({ channelId, userId }) => ({ channelId, userIds: [userId] }),
  'channel.removeMember': ({ channelId, userId }) => ({ channelId, userId }),
  'message.send': ({ channelId }) => ({ channelId, clientMessageId: 'send-to-foreign', text: CANARY }),
  'message.edit': ({ channelId, seq }) => ({ channelId, seq, text: CANARY }),
  'message.delete': ({ channelId, seq }) => ({ channelId, seq }),
  'message.list': ({ channelId, seq }) => ({ channelId, around: seq }),
  'readMarker.move': ({ channelId, seq }) => ({ markers: [{ channelId, readSeq: seq, readOrd: 1 }] }),
  'readMarker.count': ({ channelId }) => ({ channelIds: [channelId] }),
  'sync.check': ({ channelId }) => ({
    known: [{ channelId, seq: 0, ord: 0, lastSeq: 0, joinedAt: 0, readVersion: 0 }],
    visible: true,
  }),
  'sync.changes': ({ channelId }) => ({ channelId, after: 0 }),
  'socket.hello': ({ channelId }) => ({ version: PROTOCOL_VERSION, open: [channelId], visible: true }),
  'socket.look': ({ channelId }) => ({ open: [channelId], closed: [channelId] }),
} satisfies { [action in ActionName]?: (about: About) => unknown };
type Taking = keyof typeof INPUTS;
const TAKING = Object.keys(INPUTS).filter((name): name is Taking => name in INPUTS);

/** Those that answer for all of one's channels at once leave out what is not theirs. */
const LEAVES_OUT = new Set<Taking>([
  'readMarker.move',
  'readMarker.count',
  'sync.check',
  'socket.hello',
  'socket.look',
]);
const over = (transport: 'http' | 'socket'): readonly Taking[] =>
  TAKING.filter((name) => CONTRACTS[name].transports.some((each) => each === transport));

const missing = (about: About): About => ({ ...about, channelId: `${about.channelId.charAt(0)}${'0'.repeat(26)}` });
const anonymous = (text: string, { channelId }: About): string =>
  text.replaceAll(channelId, 'ID').replaceAll(/"(now|expiresAt)":\d+/g, '"$1":0');

export function accessTests(suite: Suite): void {
  /** Channels that Eve cannot see, with a message each. */
  async function foreignChannels(): Promise<readonly About[]> {
    const { ada, bob, eve, mallory, foreign } = suite.cast;
    const hidden = await suite.channel('private', [bob]);
    const direct = await suite.direct(ada, bob);
    const places = [
      [hidden, bob],
      [direct, bob],
      [foreign, mallory],
    ] as const;
    return Promise.all(
      places.map(async ([channelId, author]) => {
        const { seq } = await author.say(channelId, 'not for Eve');
        return { channelId, seq, userId: eve.userId };
      }),
    );
  }
  test('the table above has every action that takes the id of a channel', () => {
    const { actions } = describeProtocol();
    const taking = actions.filter(({ input }) => /\^\[CD\]|ReadMarker/.test(JSON.stringify(input)));
    expect(taking.map(({ name }) => name).toSorted()).toEqual(TAKING.toSorted());
  });

  test('over HTTP a foreign channel is as good as none', async () => {
    const { eve } = suite.cast;
    for (const about of await foreignChannels()) {
      for (const action of over('http')) {
        const [theirs, none] = await Promise.all(
          [about, missing(about)].map(async (each) => {
            const { status, text } = await eve.raw(action, JSON.stringify(INPUTS[action](each)));
            return [action, status, anonymous(text, each)] as const;
          }),
        );
        expect(theirs).toEqual(none);
        expect([action, theirs?.[1]]).toEqual([action, LEAVES_OUT.has(action) ? 200 : 403]);
      }
    }
  });

  test('over the socket a foreign channel is as good as none', async () => {
    const { eve, ada, bob } = suite.cast;
    const socket = await eve.open();
    for (const about of await foreignChannels()) {
      for (const action of over('socket')) {
        const frames: string[] = [];
        for (const each of [about, missing(about)]) {
          await socket.ask(action, INPUTS[action](each), 'same');
          frames.push(anonymous(socket.texts.findLast((text) => text.startsWith('{"id":"same"')) ?? '', each));
        }
        expect([action, frames[0]]).toEqual([action, frames[1]]);
        expect([action, frames[0]?.includes('"ok":true')]).toEqual([action, LEAVES_OUT.has(action)]);
      }
    }
    // Looking at what is not theirs has subscribed nobody: the direct message below is the next thing that comes.
    const before = socket.texts.length;
    for (const { channelId } of await foreignChannels()) {
      if (channelId !== suite.cast.foreign) await bob.say(channelId, 'still not for Eve');
    }
    await ada.say(await suite.direct(ada, eve), 'for Eve');
    await socket.posted('for Eve');
    expect(socket.texts.slice(before).join()).not.toContain('not for Eve');
  });

  test('who was removed writes no more, whatever they wrote before', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel('private', [bob]);
    const socket = await bob.open(channelId);
    const clientMessageId = crypto.randomUUID();
    const { seq } = await bob.say(channelId, 'mine', clientMessageId);
    await ada.call('channel.removeMember', { channelId, userId: bob.userId });
    const about = { channelId, seq, userId: suite.cast.eve.userId };
    const replays = { ...INPUTS, 'message.send': () => ({ channelId, clientMessageId, text: `mine ${CANARY}` }) };
    for (const action of over('http')) {
      if (LEAVES_OUT.has(action)) continue;
      const { status, text } = await bob.raw(action, JSON.stringify(replays[action](about)));
      expect([action, status, JSON.parse(text)]).toMatchObject([action, 403, { error: { code: 'forbidden' } }]);
    }
    for (const action of over('socket')) {
      if (LEAVES_OUT.has(action)) continue;
      const reply = await socket.ask(action, replays[action](about));
      expect([action, reply]).toMatchObject([action, { error: { code: 'forbidden' } }]);
    }
    await socket.event('membership.ended', (event) => event.channelId === channelId);
    await ada.say(channelId, 'after Bob');
    await ada.say(await suite.direct(ada, bob), 'to Bob');
    await socket.posted('to Bob');
    expect(socket.texts.join()).not.toContain('after Bob');
    const { messages } = await ada.call('message.list', { channelId });
    expect(messages.filter(({ notice }) => !notice).map(({ text }) => text)).toEqual([
      `mine ${CANARY}`,
      `after Bob ${CANARY}`,
    ]);
  });

  test('who was removed from the workspace is out of all its channels', async () => {
    const { ada, mallory } = suite.cast;
    const { workspace } = await ada.call('workspace.create', { name: 'Short stay' });
    const { workspaceId, generalChannelId } = workspace;
    const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 3_600 } as const;
    await mallory.call('invite.accept', { secret: (await ada.call('invite.create', terms)).secret });
    const socket = await mallory.open(generalChannelId, suite.cast.foreign);
    const began = performance.now();
    await ada.call('member.remove', { workspaceId, userId: mallory.userId });
    await socket.event('workspace.left', (event) => event.workspaceId === workspaceId);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect((await mallory.refused('message.list', { channelId: generalChannelId })).code).toBe('forbidden');
    await ada.say(generalChannelId, 'among us');
    await mallory.say(suite.cast.foreign, 'my own');
    await socket.posted('my own');
    expect(socket.texts.join()).not.toContain('among us');
  });
}

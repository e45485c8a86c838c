/** One message cannot call the whole town, nor anybody who is not in the conversation. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { channel, found, say, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await found();
});
afterAll(() => team.server.stop());

const idOf = (index: number): string => `U${String(index).padStart(26, '0')}`;

test('a message calls a hundred people at most, each of them once', async () => {
  const { member, publicId } = team;
  const text = Array.from({ length: 450 }, (_, index) => `<@${idOf(index % 225)}>`).join('');
  const seq = await say(member, publicId, `${text}${'<!channel>'.repeat(200)}`);
  const { messages } = await member.call('message.list', { channelId: publicId, around: seq });
  const { mentions } = messages.find((message) => message.seq === seq) ?? {};
  expect(mentions?.people).toHaveLength(100);
  expect(new Set(mentions?.people).size).toBe(100);
  expect(mentions?.channel).toBe(true);
});

test('a mention brings nothing to who is not in the conversation', async () => {
  const { member, other, stranger, owner, workspaceId } = team;
  const channelId = await channel(owner, workspaceId, 'private', [member]);
  const sockets = await Promise.all([other, stranger].map(async (person) => (await person.connect()).hello()));
  const heard = sockets.map(({ events }) => events.length);
  await say(member, channelId, `<@${other.userId}> <@${stranger.userId}> <!channel> <!here>`);
  expect(sockets.map(({ events }) => events.length)).toEqual(heard);
  for (const person of [other, stranger]) {
    expect((await person.call('readMarker.count', { channelIds: [channelId] })).counts).toEqual([]);
  }
});

test('a message that is changed again and again calls nobody again', async () => {
  const { member, owner, publicId } = team;
  const socket = await (await owner.connect()).hello();
  const seq = await say(member, publicId, 'Hello');
  const heard = socket.events.length;
  for (let edit = 0; edit < 5; edit += 1) {
    await member.call('message.edit', { channelId: publicId, seq, text: `<@${owner.userId}> ${edit}` });
  }
  expect(socket.events.length).toBe(heard);
});

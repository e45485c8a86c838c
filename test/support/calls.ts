/** Calls and a setting that many unit tests of the server begin with. */
import { messageSend } from '../../lambdas/actions/message-send.ts';
import { socketHello } from '../../lambdas/actions/socket-hello.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { type Person, World } from './world.ts';

/** A new socket of that person that has been greeted, with these conversations open. */
export async function hello(world: World, who: Person, open: string[] = []) {
  const socket = await world.socket(who);
  await world.call('socket.hello', socketHello, socket, { version: PROTOCOL_VERSION, open, visible: true });
  return socket;
}

let ids = 0;

/** Sends under a client message id of its own; the message as it was acknowledged. */
export async function send(
  world: World,
  who: Person,
  channelId: string,
  text: string,
  options: Parameters<World['call']>[4] = {},
) {
  const input = { channelId, clientMessageId: `message-${++ids}`, text };
  return (await world.call('message.send', messageSend, who, input, options)).message;
}

/** A workspace with its owner, Ada and Ben, and nothing but #general. */
export async function adaAndBen() {
  const world = new World();
  const { owner, generalId } = await world.found();
  return { world, owner, generalId, ada: await world.person(), ben: await world.person() };
}

async function twoIn(name: string, kind: 'public' | 'private') {
  const people = await adaAndBen();
  return { ...people, channelId: await people.world.channel(name, kind, [people.ada, people.ben]) };
}

/** With a public channel, in which Ada and Ben are: its numbers 1 and 2 say so. */
export const twoInNews = () => twoIn('news', 'public');

/** With a private channel, in which Ada and Ben are. */
export const twoInPlans = () => twoIn('plans', 'private');

/** A workspace with its owner and Ben, in a private channel of theirs. */
export async function benInSecret() {
  const world = new World();
  const { owner } = await world.found();
  const ben = await world.person();
  return { world, owner, ben, channelId: await world.channel('secret', 'private', [owner, ben]) };
}

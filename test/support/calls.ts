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

/** A workspace in which Ada and Ben are in a public channel: its numbers 1 and 2 say so. */
export async function twoInNews() {
  const world = new World();
  await world.found();
  const [ada, ben] = [await world.person(), await world.person()];
  return { world, ada, ben, channelId: await world.channel('news', 'public', [ada, ben]) };
}

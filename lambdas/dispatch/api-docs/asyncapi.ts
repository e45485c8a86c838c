import type { DescribedAction, Description } from '../../../protocol/json-schemas.ts';
import { REFERENCE } from '../../../protocol/json-schemas.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';

const at = (name: string): object => ({ $ref: name });

/** The AsyncAPI 3 document of the socket: frames up, replies and events down. */
export function asyncApi({ actions, named }: Description): object {
  const overSocket = actions.filter(({ transports }) => transports.includes('socket'));
  const up = Object.fromEntries(overSocket.map((action) => [action.name, frame(action)]));
  const down = {
    reply: { summary: 'The answer to a frame.', payload: at(`${REFERENCE}Reply`) },
    events: { summary: 'What happened, in order.', payload: at(`${REFERENCE}EventsFrame`) },
  };
  const messages = { ...up, ...down };
  const refer = (names: readonly string[]): object[] => names.map((name) => at(`#/channels/socket/messages/${name}`));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley',
      version: String(PROTOCOL_VERSION),
      description: 'Frames of the socket, one JSON text each. A ticket of `socket.ticket` opens it within 30 seconds.',
    },
    channels: { socket: { address: '/ws?ticket={ticket}', parameters: { ticket: {} }, messages } },
    operations: {
      send: { action: 'send', channel: at('#/channels/socket'), messages: refer(Object.keys(up)) },
      receive: { action: 'receive', channel: at('#/channels/socket'), messages: refer(Object.keys(down)) },
    },
    components: { schemas: named },
  };
}

const frame = ({ name, summary, input }: DescribedAction): object => ({
  summary,
  payload: {
    type: 'object',
    properties: { id: { type: 'string', minLength: 1, maxLength: 64 }, action: { const: name }, input },
    required: ['id', 'action', 'input'],
    additionalProperties: false,
  },
});

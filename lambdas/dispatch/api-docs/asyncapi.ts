import type { DescribedAction, Description } from '../../../protocol/json-schemas.ts';
import { REFERENCE } from '../../../protocol/json-schemas.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import { COMMON_ERRORS, exactly, refusalOf } from './refusal.ts';

type Messages = Readonly<Record<string, object>>;

const at = (name: string): object => ({ $ref: name });
const CHANNEL = at('#/channels/socket');
const refer = (name: string): object => at(`#/channels/socket/messages/${name}`);

/** The AsyncAPI 3 document of the socket, as its server sees it: frames that it receives, replies and events that it sends. */
export function asyncApi({ actions, named }: Description): object {
  const overSocket = actions.filter(({ transports }) => transports.includes('socket'));
  const operations = overSocket.map((action) => [action.name, operationOf(action)] as const);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley',
      version: String(PROTOCOL_VERSION),
      description: 'Frames of the socket, one JSON text each. A ticket of `socket.ticket` opens it within 30 seconds.',
    },
    defaultContentType: 'application/json',
    channels: {
      socket: {
        address: '/ws',
        bindings: { ws: { method: 'GET', query: exactly({ ticket: { type: 'string' } }), bindingVersion: '0.1.0' } },
        messages: Object.assign({}, ...overSocket.map(messagesOf), OF_THE_SOCKET),
      },
    },
    operations: { ...Object.fromEntries(operations), ...OWN_OPERATIONS },
    components: { schemas: named },
  };
}

const operationOf = ({ name, summary }: DescribedAction): object => ({
  action: 'receive',
  channel: CHANNEL,
  summary,
  messages: [refer(name)],
  reply: { channel: CHANNEL, messages: [refer(`${name}.reply`)] },
});

const ID = { type: 'string', minLength: 1, maxLength: 64 };
const CORRELATION = { correlationId: { location: '$message.payload#/id' } };

/** The frame of an action and the reply to it. */
const messagesOf = ({ name, summary, input, output, errors }: DescribedAction): Messages => ({
  [name]: { summary, ...CORRELATION, payload: exactly({ id: ID, action: { const: name }, input }) },
  [`${name}.reply`]: {
    summary: `The answer to \`${name}\`.`,
    ...CORRELATION,
    payload: {
      oneOf: [
        exactly({ id: ID, ok: { const: true }, output }),
        exactly({ id: ID, ok: { const: false }, error: refusalOf([...COMMON_ERRORS, ...errors]) }),
      ],
    },
  },
});

const OF_THE_SOCKET: Messages = {
  events: { summary: 'What happened, in order.', payload: at(`${REFERENCE}EventsFrame`) },
  keepAlive: {
    summary: 'Keeps the connection from idling out. Nobody answers.',
    payload: exactly({ action: { const: 'keepalive' } }),
  },
  refused: {
    summary: 'The answer to what names no action of the socket; without an id where none could be read.',
    payload: exactly({
      id: { anyOf: [ID, { type: 'null' }] },
      ok: { const: false },
      error: refusalOf(['invalid', 'too_large', 'unauthenticated', 'internal']),
    }),
  },
  failed: {
    summary: 'The answer of the gateway itself where no function could answer: treat it as lost, and repeat.',
    payload: exactly({
      message: { type: 'string' },
      connectionId: { type: 'string' },
      requestId: { type: 'string' },
    }),
  },
};

const OWN_OPERATIONS: Messages = {
  events: { action: 'send', channel: CHANNEL, messages: [refer('events')] },
  keepAlive: { action: 'receive', channel: CHANNEL, messages: [refer('keepAlive')] },
  refused: { action: 'send', channel: CHANNEL, messages: [refer('refused'), refer('failed')] },
};

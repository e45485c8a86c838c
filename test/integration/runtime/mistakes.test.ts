/** One line taken out of the synthesised template fails here as it would in AWS. */
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { connectionsOf } from '../../../lambdas/table/connection.ts';
import { loadChannel } from '../../../lambdas/table/channel.ts';
import { Browser } from '../../support/runtime-browser.ts';
import {
  type Mistake,
  without,
  withoutAction,
  withoutOriginHeaders,
  withoutVariable,
} from '../../support/runtime-mistakes.ts';
import { PASSWORD, Person } from '../../support/runtime-person.ts';
import { LiveSocket } from '../../support/runtime-socket.ts';
import { type Mode, MODES, type Runtime, startRuntime } from '../../support/runtime-start.ts';
import { changedTemplate } from '../../support/runtime-template.ts';
import { until } from '../../support/runtime-until.ts';
import { commitUntold } from '../../support/runtime-untold.ts';
import { takeViolations } from '../../support/traffic/traffic.ts';

/** Where a part is missing, the gateway may answer what no document says. */
afterEach(() => {
  takeViolations();
});

async function start(mode: Mode, mistake: Mistake): Promise<Runtime> {
  const runtime = await startRuntime(mode, { cdkOut: await changedTemplate(mistake), pollMs: 20, retryDelaysMs: [1] });
  onTestFinished(() => runtime.stop());
  return runtime;
}

const register = (runtime: Runtime) =>
  new Browser(runtime).raw(
    'session.register',
    JSON.stringify({ email: 'ada@example.org', password: PASSWORD, displayName: 'Ada' }),
  );
const handshake = async (person: Person): Promise<LiveSocket> => {
  const { ticket } = await person.call('socket.ticket', {});
  return LiveSocket.open(person.runtime, ticket);
};
const logged = ({ logs }: Runtime, text: RegExp): Promise<string> =>
  until(`the log to name ${text}`, () => logs.find((line) => text.test(line)));

describe.each(MODES)('%s', (mode) => {
  test('a variable of the environment: every call fails, and the log names it', async () => {
    const runtime = await start(mode, withoutVariable(/^Http/, 'PARLEY_TABLE'));
    const { status, text } = await register(runtime);
    expect([status, text]).toEqual([500, expect.stringContaining('internal')]);
    await logged(runtime, /ConfigError|NotConfigured/);
  });

  test('a permission of the role: the call is denied', async () => {
    const runtime = await start(mode, withoutAction(/^HttpRole/, 'dynamodb:PutItem'));
    expect((await register(runtime)).status).toBe(500);
    await logged(runtime, /AccessDenied/);
    const { denied } = runtime.local.permissions();
    const expected = [expect.stringMatching(/^Http\w+ dynamodb:PutItem /)];
    expect(denied).toEqual(mode === 'faithful' ? expected : []);
  });

  test('a permission of the authorizer: nobody gets in', async () => {
    const runtime = await start(mode, withoutAction(/^AuthorizerRole/, 'dynamodb:DeleteItem'));
    await expect(handshake(await Person.join(runtime, 'Ada'))).rejects.toThrow('500');
  });

  test('the right to post: nobody is answered', async () => {
    const runtime = await start(mode, withoutAction(/^SocketRole/, 'execute-api:ManageConnections'));
    const socket = await handshake(await Person.join(runtime, 'Ada'));
    socket.send('{"id":"a","action":"sync.start","input":{}}');
    await logged(runtime, /answer was not posted|ManageConnections|gateway\.dropped/);
    expect(socket.texts).toEqual([]);
  });

  test('a permission of the stream’s function: a lost push stays lost, and the batch is given up', async () => {
    const runtime = await start(mode, withoutAction(/^RepairFunctionRole/, 'dynamodb:Query'));
    const { socket, channelId, seq } = await lost(runtime);
    await until('a batch that was given up', () => runtime.local.givenUp.length > 0);
    expect(socket.events).toEqual([]);
    expect((await loadChannel(runtime.store, channelId))?.pushedSeq).toBeLessThan(seq);
  });
});

/** A socket that looks at a channel in which a message was committed and never pushed. */
const lost = async (runtime: Runtime) => {
  const { store } = runtime;
  const ada = await Person.join(runtime, 'Ada');
  const { workspace } = await ada.call('workspace.create', { name: 'Engines' });
  const channelId = workspace.generalChannelId;
  const socket = await ada.open(channelId);
  return { socket, ...(await commitUntold({ store, author: ada.userId, channelId })) };
};

describe('what the edge and the gateway do is the same in both modes', () => {
  test('a route of HTTP: not found, while the documents are there', async () => {
    const runtime = await start('embedded', without('AWS::ApiGatewayV2::Route', /POSTapiaction/));
    expect(await register(runtime)).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
    expect((await fetch(`${runtime.url}/api/docs`)).status).toBe(200);
  });

  test('the permission to invoke a route: an error of the gateway', async () => {
    const runtime = await start('embedded', without('AWS::Lambda::Permission', /POSTapiaction/));
    expect(await register(runtime)).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  });

  test('the permission to invoke the authorizer: nobody gets in', async () => {
    const runtime = await start('embedded', without('AWS::Lambda::Permission', /Ticket/));
    await expect(handshake(await Person.join(runtime, 'Ada'))).rejects.toThrow('500');
  });

  test('the authorizer: there is nothing to deploy', async () => {
    const mistake = without('AWS::ApiGatewayV2::Authorizer', /./);
    await expect(start('embedded', mistake)).rejects.toThrow(/Ticket/);
  });

  test('the route of frames: the gateway forbids them', async () => {
    const runtime = await start('embedded', without('AWS::ApiGatewayV2::Route', /defaultRoute/));
    const socket = await handshake(await Person.join(runtime, 'Ada'));
    socket.send('{"id":"a","action":"sync.start","input":{}}');
    const text = await until('an answer', () => socket.texts[0]);
    expect(JSON.parse(text)).toMatchObject({ message: 'Forbidden' });
  });

  test('the route of keep-alives: they wake the function', async () => {
    const runtime = await start('embedded', without('AWS::ApiGatewayV2::Route', /keepalive/));
    const socket = await handshake(await Person.join(runtime, 'Ada'));
    socket.send('{"action":"keepalive"}');
    expect(await until('an answer', () => socket.frames[0])).toMatchObject({ ok: false, error: { code: 'invalid' } });
  });

  test('the route of ends: whoever left stays connected for others', async () => {
    const runtime = await start('embedded', without('AWS::ApiGatewayV2::Route', /disconnectRoute/));
    const ada = await Person.join(runtime, 'Ada');
    const [first, second] = [await ada.open(), await ada.open()];
    first.close();
    await first.closed();
    await second.call('sync.check', { known: [], visible: true });
    expect(await connectionsOf(runtime.store, ada.userId)).toHaveLength(2);
  });

  test('the header by which the edge is known: nothing is believed', async () => {
    const runtime = await start('embedded', withoutOriginHeaders);
    expect((await register(runtime)).status).toBe(403);
  });

  test.each(['PARLEY_CALLBACK_URL', 'PARLEY_USER_POOL_CLIENT_ID', 'PARLEY_FAN_OUT_THRESHOLD'])(
    'the variable %s of the socket: its frames fail, and the log says so',
    async (variable) => {
      const runtime = await start('embedded', withoutVariable(/^Socket/, variable));
      const ada = await Person.join(runtime, 'Ada');
      const renew = async (): Promise<void> => {
        const socket = await handshake(ada);
        socket.send(JSON.stringify({ id: 'a', action: 'socket.renew', input: { accessToken: ada.accessToken } }));
      };
      const [opened] = await Promise.allSettled([renew()]);
      await logged(runtime, /ConfigError|NotConfigured/);
      // What is read at the start of the function fails every event, also that of the handshake.
      expect(opened.status).toBe(variable === 'PARLEY_FAN_OUT_THRESHOLD' ? 'rejected' : 'fulfilled');
    },
  );

  test.each(['PARLEY_ORIGIN_SECRET', 'PARLEY_USER_POOL_ID', 'PARLEY_SIGN_UP', 'PARLEY_SEND_LIMIT'])(
    'the variable %s of HTTP: every call fails',
    async (variable) => {
      const runtime = await start('embedded', withoutVariable(/^Http/, variable));
      expect((await register(runtime)).status).toBe(500);
    },
  );

  test('the mapping of the stream: nobody repairs a lost push', async () => {
    const mistake = without('AWS::Lambda::EventSourceMapping', /./);
    const [deaf, listening] = await Promise.all([start('embedded', mistake), start('embedded', () => undefined)]);
    const [{ socket: unheard }, { socket: heard }] = [await lost(deaf), await lost(listening)];
    await heard.event('channel.tipped');
    expect(unheard.events).toEqual([]);
  });

  test('the index of lists: lists fail, the rest goes on', async () => {
    const runtime = await start('embedded', withoutAction(/^HttpRole/, 'dynamodb:Query', '/index/directory'));
    const ada = await Person.join(runtime, 'Ada');
    const { workspace } = await ada.call('workspace.create', { name: 'Engines' });
    const { workspaceId, generalChannelId } = workspace;
    expect((await ada.refused('member.list', { workspaceId })).code).toBe('internal');
    await ada.say(generalChannelId, 'and on');
  });
});

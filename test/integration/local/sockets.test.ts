import { describe, expect, test } from 'vitest';
import { call, connect, items, start, until } from './harness.ts';

describe('connecting', () => {
  test.each([
    ['', 401],
    ['?ticket=', 401],
    ['?ticket=unauthorized', 401],
    ['?ticket=denied', 403],
    ['?ticket=refused', 403],
    ['?ticket=broken', 500],
  ])('%s is refused with %i', async (query, status) => {
    const runtime = await start();
    await expect(connect(runtime, query)).rejects.toThrow(`Unexpected server response: ${status}`);
    expect(runtime.gateway?.connectionCount).toBe(0);
  });

  test('only the stage is served, and only its query string is forwarded', async () => {
    const runtime = await start();
    await expect(connect(runtime, '/other?ticket=good')).rejects.toThrow('Unexpected server response');
    await connect(runtime, '?ticket=good&secret=1');
    const [event] = await items(runtime, 'EVENTS', 'CONNECT#');
    expect(event?.['headers']).toMatchObject({ Origin: runtime.url, 'X-Parley-Host': `localhost:${runtime.port}` });
    expect(JSON.stringify(event)).not.toContain('secret');
  });

  test('posts find nobody before $connect has returned', async () => {
    const runtime = await start();
    const client = await connect(runtime);
    const [event] = await items(runtime, 'EVENTS', 'CONNECT#');
    expect(event?.['goneBefore']).toBe(1);
    await client.id();
    expect(client.frames).toHaveLength(1);
  });
});

describe('messages', () => {
  test('every event carries the context of the authorizer, as texts', async () => {
    const client = await connect(await start());
    client.socket.send('{"action":"anything"}');
    const [frame = ''] = await client.received(1);
    expect(JSON.parse(frame)).toMatchObject({
      body: '{"action":"anything"}',
      isBase64Encoded: false,
      hasHeaders: false,
      requestContext: {
        routeKey: '$default',
        eventType: 'MESSAGE',
        stage: 'ws',
        authorizer: { user: 'someone', number: '7', flag: 'true', principalId: 'someone' },
      },
    });
  });

  test('a keep-alive reaches no function', async () => {
    const client = await connect(await start());
    client.socket.send('{"action":"keepalive"}');
    client.socket.send(String.raw`{"action":"\u006beepalive"}`);
    client.socket.send('no keepalive, not even JSON');
    const [frame = ''] = await client.received(1);
    expect(JSON.parse(frame).body).toBe('no keepalive, not even JSON');
  });

  test('a function that fails or hangs is told to the client', async () => {
    const runtime = await start({ limits: { socketTimeoutMs: 50 } });
    const client = await connect(runtime);
    client.socket.send('fail');
    client.socket.send('hang');
    const frames = await client.received(2);
    expect(frames.map((frame) => JSON.parse(frame).message)).toEqual([
      'Internal server error',
      'Endpoint request timed out',
    ]);
  });

  test('$disconnect tells how the connection ended', async () => {
    const runtime = await start();
    const client = await connect(runtime);
    const id = await client.id();
    client.socket.close(4001);
    await until(async () => (await items(runtime, 'EVENTS', 'DISCONNECT#')).length === 1);
    expect(await items(runtime, 'EVENTS', 'DISCONNECT#')).toEqual([
      expect.objectContaining({ sk: `DISCONNECT#${id}`, code: 4001, user: 'someone' }),
    ]);
  });

  test('$disconnect may be lost', async () => {
    const runtime = await start({ switches: { lostDisconnects: 1 } });
    const lost = await connect(runtime);
    lost.socket.terminate();
    await until(() => runtime.gateway?.connectionCount === 0);
    runtime.switches.lostDisconnects = 0;
    const client = await connect(runtime);
    const id = await client.id();
    client.socket.terminate();
    const events = await until(async () => {
      const found = await items(runtime, 'EVENTS', 'DISCONNECT#');
      return found.length > 0 && found;
    });
    expect(events).toEqual([expect.objectContaining({ sk: `DISCONNECT#${id}` })]);
  });
});

describe('posts', () => {
  test('reach their connections; the gone are named', async () => {
    const runtime = await start();
    const [a, b, c] = await Promise.all([connect(runtime), connect(runtime), connect(runtime)]);
    const ids = await Promise.all([a.id(), b.id(), c.id()]);
    c.socket.terminate();
    await until(() => runtime.gateway?.connectionCount === 2);
    const answer = await call(runtime, 'post', { ids: [...ids, 'unknown'], frame: 'hello' });
    expect(JSON.parse(answer.body)).toEqual({ gone: [ids[2], 'unknown'] });
    expect((await a.received(2))[1]).toBe('hello');
    expect((await b.received(2))[1]).toBe('hello');
  });

  test('keep their order within one turn', async () => {
    const runtime = await start();
    const client = await connect(runtime);
    const frames = Array.from({ length: 50 }, (_, i) => `${i} ${'é'.repeat(i * 40)}`);
    await call(runtime, 'postMany', { ids: [await client.id()], frames });
    expect((await client.received(51)).slice(1)).toEqual(frames);
  });

  test('may overtake one another when the switch says so', async () => {
    const runtime = await start({ switches: { postDelayMs: 40 } });
    const client = await connect(runtime);
    const frames = Array.from({ length: 50 }, (_, i) => String(i));
    await call(runtime, 'postMany', { ids: [await client.id()], frames });
    const received = (await client.received(51)).slice(1);
    expect(received).not.toEqual(frames);
    expect(received.toSorted()).toEqual(frames.toSorted());
  });

  test('may be lost or throttled', async () => {
    const runtime = await start();
    const client = await connect(runtime);
    const ids = [await client.id()];
    for (const name of ['lostPosts', 'throttledPosts'] as const) {
      runtime.switches[name] = 1;
      expect(JSON.parse((await call(runtime, 'post', { ids, frame: 'lost' })).body)).toEqual({ gone: [] });
      runtime.switches[name] = 0;
    }
    await call(runtime, 'post', { ids, frame: 'arrives' });
    expect(await client.received(2)).toEqual([expect.anything(), 'arrives']);
  });

  test('may have 128 KB', async () => {
    const runtime = await start();
    const client = await connect(runtime);
    const ids = [await client.id()];
    expect(await call(runtime, 'post', { ids, frame: 'x'.repeat(128 * 1024) })).toMatchObject({ status: 200 });
    expect(await call(runtime, 'post', { ids, frame: 'x'.repeat(128 * 1024 + 1) })).toMatchObject({ status: 500 });
    expect((await client.received(2))[1]).toHaveLength(128 * 1024);
  });

  test('a closed connection is closed for its client', async () => {
    const runtime = await start();
    const client = await connect(runtime);
    const id = await client.id();
    await call(runtime, 'close', { id });
    expect(await client.closed).toMatchObject({ code: 1000 });
    expect(JSON.parse((await call(runtime, 'post', { ids: [id], frame: 'late' })).body)).toEqual({ gone: [id] });
  });
});

describe('limits', () => {
  test.each<[string, string | Buffer, object, number]>([
    ['a binary frame', Buffer.from([1, 2]), { binary: true }, 1003],
    ['text that is not UTF-8', Buffer.from([0xc3, 0x28]), { binary: false }, 1007],
    ['a frame over 32 KB', 'x'.repeat(32 * 1024 + 1), {}, 1009],
  ])('%s ends the connection', async (_name, data, options, code) => {
    const runtime = await start();
    const client = await connect(runtime);
    client.socket.send(data, options);
    expect(await client.closed).toMatchObject({ code });
    await expect(connect(runtime)).resolves.toBeDefined();
  });

  test('a message may have 128 KB in several frames', async () => {
    const client = await connect(await start({ limits: { backlogBytes: 1e9 } }));
    const part = 'x'.repeat(32 * 1024 - 1);
    const send = (text: string, fin: boolean): void => client.socket.send(text, { fin });
    for (let i = 0; i < 3; i += 1) send(part, false);
    send(part, true);
    // Its echo would be over 128 KB itself, so the function fails; the connection lives.
    await client.received(1);
    for (let i = 0; i < 4; i += 1) send(part, false);
    send('xxxxx', true);
    expect(await client.closed).toMatchObject({ code: 1009 });
  });

  test('idle connections are closed, those in use are not', async () => {
    const runtime = await start({ limits: { idleMs: 200 } });
    const [idle, busy] = await Promise.all([connect(runtime), connect(runtime)]);
    const timer = setInterval(() => busy.socket.send('{"action":"keepalive"}'), 20);
    expect(await idle.closed).toMatchObject({ code: 1001 });
    clearInterval(timer);
    expect(busy.socket.readyState).toBe(busy.socket.OPEN);
  });

  test('no connection lives longer than the limit', async () => {
    const runtime = await start({ limits: { connectionMs: 120 } });
    const client = await connect(runtime);
    const timer = setInterval(() => client.socket.send('{"action":"keepalive"}'), 20);
    expect(await client.closed).toMatchObject({ code: 1001 });
    clearInterval(timer);
  });

  test('a client that does not read is cut off', async () => {
    const runtime = await start({ limits: { backlogBytes: 100_000 } });
    const client = await connect(runtime);
    const ids = [await client.id()];
    client.socket.pause();
    await until(async () => {
      await call(runtime, 'postMany', { ids, frames: Array.from({ length: 50 }, () => 'x'.repeat(100_000)) });
      return runtime.gateway?.connectionCount === 0;
    });
    client.socket.resume();
    expect(await client.closed).toMatchObject({ code: 1006 });
  });
});

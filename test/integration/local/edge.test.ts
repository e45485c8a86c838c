import { describe, expect, test } from 'vitest';
import { call, start } from './harness.ts';

describe('files', () => {
  test('a route of the app gets its page, a missing file stays missing', async () => {
    const { url } = await start();
    for (const path of ['/', '/channels/general']) {
      const page = await fetch(url + path);
      expect([page.status, await page.text(), page.headers.get('cache-control')]).toEqual([
        200,
        '<!doctype html><title>Stub</title>',
        'no-cache',
      ]);
    }
    expect((await fetch(`${url}/missing.js`)).status).toBe(404);
    expect((await fetch(`${url}/assets/app-1.js`)).headers.get('cache-control')).toBe('public, immutable');
    expect((await fetch(`${url}/..%2f..%2fmanifest.json`)).status).toBe(404);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  });

  test('headers of the distribution, without what breaks plain http', async () => {
    const { url } = await start();
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('an unchanged file is not sent again', async () => {
    const { url } = await start();
    const tag = (await fetch(url)).headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': tag } })).status).toBe(304);
  });
});

describe('names', () => {
  test('127.0.0.1 leads to localhost, foreign names are not served', async () => {
    const { port } = await start();
    const redirect = await fetch(`http://127.0.0.1:${port}/a?b=c`, { redirect: 'manual' });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([308, `http://localhost:${port}/a?b=c`]);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', headers: { host: `evil.example:${port}` } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe('the HTTP API', () => {
  test('an event has the shape of payload 2.0', async () => {
    const runtime = await start();
    const answer = await call(
      runtime,
      'echo?a=1&a=2&b=%20',
      { hello: 'wörld' },
      {
        headers: { 'content-type': 'application/json', cookie: 'x=1; y=2', 'user-agent': 'test', 'x-other': 'dropped' },
      },
    );
    const { event } = JSON.parse(answer.body);
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /api/{action}',
      rawPath: '/api/echo',
      rawQueryString: 'a=1&a=2&b=%20',
      cookies: ['x=1', 'y=2'],
      queryStringParameters: { a: '1,2', b: ' ' },
      pathParameters: { action: 'echo' },
      body: '{"hello":"wörld"}',
      isBase64Encoded: false,
      requestContext: {
        stage: '$default',
        http: { method: 'POST', path: '/api/echo', sourceIp: '127.0.0.1', userAgent: 'test' },
      },
    });
    expect(event.headers).toMatchObject({
      'x-parley-host': `localhost:${runtime.port}`,
      'cloudfront-viewer-address': expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.headers).not.toHaveProperty('x-other');
  });

  test('headers of the edge cannot be sent by the viewer', async () => {
    const runtime = await start();
    const forged = { 'x-parley-origin': 'forged', 'x-parley-host': 'forged', 'cloudfront-viewer-address': 'forged' };
    const { event } = JSON.parse((await call(runtime, 'echo', {}, { headers: forged })).body);
    expect(event.headers['x-parley-origin']).toMatch(/^[\da-f-]{36}$/);
    expect(Object.values(event.headers)).not.toContain('forged');
  });

  test('a binary body comes in base64, status, cookies and headers go out', async () => {
    const runtime = await start();
    const raw = { headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array([0, 255]) };
    const { event } = JSON.parse((await call(runtime, 'echo', '', raw)).body);
    expect([event.body, event.isBase64Encoded]).toEqual(['AP8=', true]);
    const made = await call(runtime, 'cookies');
    expect([made.status, made.body, made.headers.get('x-own')]).toEqual([201, 'made', 'yes']);
    expect(made.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  });

  test('answers of the API itself', async () => {
    const runtime = await start({ limits: { httpBodyBytes: 1000 } });
    const outside = await fetch(`${runtime.url}/api/a/b/c`, { method: 'POST' });
    expect([outside.status, await outside.text()]).toEqual([404, '{"message":"Not Found"}']);
    expect((await fetch(`${runtime.url}/api/echo`)).status).toBe(404);
    expect(await call(runtime, 'fail')).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    expect(await call(runtime, 'bad')).toMatchObject({ status: 500 });
    expect(await call(runtime, 'echo', 'x'.repeat(1001))).toMatchObject({ status: 413 });
    expect(await (await fetch(`${runtime.url}/api/docs`)).text()).toBe('<p>docs');
  });

  test('a slow integration is 503, a function over its own time 500', async () => {
    const impatient = await start({ limits: { httpTimeoutMs: 30 } });
    expect(await call(impatient, 'hang')).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
    const patient = await start({
      change: ({ Resources }) => Object.assign(Resources['Http']?.Properties ?? {}, { Timeout: 0.03 }),
    });
    expect(await call(patient, 'hang')).toMatchObject({ status: 500 });
    expect(patient.logLines.map(({ event }) => event)).toContain('function.timed-out');
  });

  test('throttling is a switch', async () => {
    const runtime = await start({ switches: { throttledRequests: 1 } });
    expect(await call(runtime, 'echo')).toMatchObject({ status: 429 });
    runtime.switches.throttledRequests = 0;
    expect(await call(runtime, 'echo')).toMatchObject({ status: 200 });
  });
});

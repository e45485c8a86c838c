/** Sources of the stub functions. What they do is steered by the request, so that one set serves all tests. */

const Http = `
export function create(ports, env) {
  if (!env.NEEDED) throw new Error('NEEDED is not set');
  const actions = {
    echo: async (event) => ({ event, env }),
    put: async (event) => { await ports.store.write([{ put: JSON.parse(event.body) }]); return {}; },
    get: async (event) => ({ item: await ports.store.get(JSON.parse(event.body)) ?? null }),
    post: async (event) => { const { ids, frame } = JSON.parse(event.body); return { gone: await ports.gateway.post(ids, frame) }; },
    postMany: async (event) => {
      const { ids, frames } = JSON.parse(event.body);
      await Promise.all(frames.map((frame) => ports.gateway.post(ids, frame)));
      return {};
    },
    close: async (event) => { await ports.gateway.close(JSON.parse(event.body).id); return {}; },
    task: async (event) => { await ports.tasks.fanOut(event.body); return {}; },
    fail: async () => { throw new Error('planned failure'); },
    hang: () => new Promise(() => {}),
    late: async (event) => { setTimeout(() => { ports.store.write([{ put: JSON.parse(event.body) }]).catch(() => {}); }, 20); return {}; },
    bad: async () => ({ statusCode: 'nonsense', body: 7 }),
    long: async (event) => ({ statusCode: 200, headers: JSON.parse(event.body), body: 'long '.repeat(500) }),
    cookies: async () => ({ statusCode: 201, cookies: ['a=1; Path=/', 'b=2'], headers: { 'X-Own': 'yes' }, body: 'made' }),
  };
  return async (event) => {
    if (event.routeKey === 'GET /api/docs') return { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>docs' };
    const action = actions[event.pathParameters.action];
    if (action === undefined) return { statusCode: 404, body: '{}' };
    const result = await action(event);
    return result.statusCode ? result : { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
  };
}`;

const Socket = `
export function create(ports) {
  return async (event) => {
    const { eventType, connectionId, authorizer } = event.requestContext;
    const record = (kind, more) => ports.store.write([{ put: { pk: 'EVENTS', sk: kind + '#' + connectionId, ...more } }]);
    if (eventType === 'CONNECT') {
      const gone = await ports.gateway.post([connectionId], 'too early');
      await record('CONNECT', { goneBefore: gone.length, headers: event.headers, user: authorizer?.user ?? null });
      return { statusCode: event.queryStringParameters?.ticket === 'refused' ? 403 : 200 };
    }
    if (eventType === 'DISCONNECT') {
      await record('DISCONNECT', { code: event.requestContext.disconnectStatusCode, user: authorizer?.user ?? null });
      return { statusCode: 200 };
    }
    if (event.body === 'fail') throw new Error('planned failure');
    if (event.body === 'hang') return new Promise(() => {});
    const { headers, ...rest } = event;
    await ports.gateway.post([connectionId], JSON.stringify({ ...rest, hasHeaders: headers !== undefined }));
    return { statusCode: 200 };
  };
}`;

const Authorizer = `
export function create() {
  return async (event) => {
    const ticket = event.queryStringParameters?.ticket;
    if (ticket === 'broken') throw new Error('planned failure');
    if (ticket === 'unauthorized') throw new Error('Unauthorized');
    const Effect = ticket === 'denied' ? 'Deny' : 'Allow';
    return {
      principalId: 'someone',
      policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: event.methodArn }] },
      context: { user: 'someone', number: 7, flag: true },
    };
  };
}`;

const FanOut = `
export function create(ports) {
  let failures = 0;
  return async (event) => {
    if (event.failFirst > failures) { failures += 1; throw new Error('planned failure'); }
    await ports.store.write([{ put: { pk: 'TASKS', sk: event.name, failures } }]);
  };
}`;

const Repair = `
export function create(ports) {
  return async (event) => {
    if (event.Records.some(({ dynamodb }) => dynamodb.Keys.pk.S === 'POISON')) throw new Error('planned failure');
    await ports.store.write(event.Records.map((record) => ({
      put: { pk: 'SEEN', sk: record.dynamodb.Keys.pk.S + '|' + record.dynamodb.Keys.sk.S, record: JSON.stringify(record) },
    })));
  };
}`;

export const BUNDLES: Readonly<Record<string, string>> = { Http, Socket, Authorizer, FanOut, Repair };

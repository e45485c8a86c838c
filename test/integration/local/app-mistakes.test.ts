/** Copies of the app's own template with one part taken out: each fails here as it would in AWS. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type LocalRuntime, startLocal } from '../../../local/start.ts';
import { Person, synthesised, twoPeople } from './app-client.ts';
import type { Resource, Template } from './stub-intrinsics.ts';
import { until } from './harness.ts';

let whole: string;
beforeAll(async () => {
  whole = await synthesised();
});

/** Starts a copy whose template was changed. */
async function startChanged(change: (template: Template) => void): Promise<LocalRuntime> {
  const root = mkdtempSync(join(tmpdir(), 'parley-changed-'));
  const cdkOut = join(root, 'cdk.out');
  cpSync(whole, cdkOut, { recursive: true });
  const file = join(cdkOut, 'Parley.template.json');
  const template: Template = JSON.parse(readFileSync(file, 'utf8'));
  const before = JSON.stringify(template);
  change(template);
  expect(JSON.stringify(template)).not.toBe(before);
  writeFileSync(file, JSON.stringify(template));
  const runtime = await startLocal({ cdkOut, dataDir: join(root, 'data'), durable: false });
  onTestFinished(() => runtime.stop());
  return runtime;
}

const remove =
  (type: string, fits: (properties: string) => boolean) =>
  ({ Resources }: Template): void => {
    for (const [id, resource] of Object.entries(Resources)) {
      if (resource.Type === type && fits(JSON.stringify(resource.Properties))) delete Resources[id];
    }
  };

/** The function with this description. */
const functionOf = ({ Resources }: Template, description: string): Resource => {
  const found = Object.values(Resources).find(({ Properties }) => Properties?.['Description'] === description);
  if (found === undefined) throw new Error(`no function ${description}`);
  return found;
};

const removeVariable =
  (description: string, name: string) =>
  (template: Template): void => {
    const { Environment } = functionOf(template, description).Properties as {
      Environment: { Variables: Record<string, unknown> };
    };
    delete Environment.Variables[name];
  };

const registration = { email: 'ann@example.org', password: 'correct horse battery', displayName: 'Ann' };

async function register(runtime: LocalRuntime): Promise<number> {
  const response = await fetch(`${runtime.url}/api/session.register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: runtime.url },
    body: JSON.stringify(registration),
  });
  await response.text();
  return response.status;
}

/** Two people, a way to lose a push between them, and whether it was repaired. */
async function listeners(runtime: LocalRuntime): Promise<{ lose: () => Promise<void>; isTipped: () => boolean }> {
  const { ann, annSocket, bobSocket, general } = await twoPeople(runtime);
  const lose = async (): Promise<void> => {
    await annSocket.say(general, 'first');
    await bobSocket.event('message.posted');
    // The sender dies between commit and push: a message without its pushedSeq.
    const { messages } = await ann.ok('message.list', { channelId: general });
    const { seq } = messages.at(-1);
    const key = { pk: `C#${general}`, sk: `M#${String(seq).padStart(16, '0')}` };
    const stored = await runtime.store.get(key);
    if (stored === undefined) throw new Error('no message');
    const next = { ...stored, sk: `M#${String(seq + 1).padStart(16, '0')}`, seq: seq + 1 };
    await runtime.store.write([
      { update: { pk: `C#${general}`, sk: 'META' }, changes: { add: { seq: 1 } } },
      { put: next },
    ]);
  };
  return { lose, isTipped: () => bobSocket.events.some(({ type }) => type === 'channel.tipped') };
}

describe('taken out of the template', () => {
  test('a route: not found', async () => {
    const runtime = await startChanged(
      remove('AWS::ApiGatewayV2::Route', (text) => text.includes('POST /api/{action}')),
    );
    expect(await register(runtime)).toBe(404);
  });

  test.each(['PARLEY_TABLE', 'PARLEY_ORIGIN_SECRET', 'PARLEY_USER_POOL_ID', 'PARLEY_SIGN_UP', 'PARLEY_SEND_LIMIT'])(
    'the variable %s: the function fails',
    async (name) => {
      const runtime = await startChanged(removeVariable('Actions over HTTP', name));
      expect(await register(runtime)).toBeGreaterThanOrEqual(500);
    },
  );

  test('a permission to invoke: an error of the gateway', async () => {
    const runtime = await startChanged(remove('AWS::Lambda::Permission', (text) => text.includes('/*/*/api/{action}')));
    expect(await register(runtime)).toBe(500);
  });

  test('a permission of a role: the call is denied', async () => {
    const runtime = await startChanged(({ Resources }) => {
      for (const resource of Object.values(Resources)) {
        if (resource.Type !== 'AWS::IAM::Policy') continue;
        resource.Properties = JSON.parse(
          JSON.stringify(resource.Properties).replaceAll('"dynamodb:UpdateItem"', '"dynamodb:ListTables"'),
        );
      }
    });
    expect(await register(runtime)).toBeGreaterThanOrEqual(500);
    expect(runtime.logLines.map(({ error }) => String(error)).join('\n')).toContain('dynamodb:UpdateItem');
  });

  test('the authorizer of the socket: nobody gets in', async () => {
    const runtime = await startChanged(({ Resources }) => {
      const route = Object.values(Resources).find(({ Properties }) => Properties?.['RouteKey'] === '$connect');
      if (route === undefined) throw new Error('no $connect');
      route.Properties['AuthorizationType'] = 'NONE';
      delete route.Properties['AuthorizerId'];
    });
    const ann = await Person.join(runtime, 'Ann');
    await expect(ann.open()).rejects.toThrow('Unexpected server response');
  });

  test('the mapping of the stream: nobody repairs a lost push', async () => {
    const [broken, healthy] = await Promise.all([
      startChanged(remove('AWS::Lambda::EventSourceMapping', () => true)),
      startChanged(({ Resources }) =>
        Object.assign(Resources, { Unused: { Type: 'AWS::SNS::Topic', Properties: {} } }),
      ),
    ]);
    const [deaf, listening] = await Promise.all([listeners(broken), listeners(healthy)]);
    await Promise.all([deaf.lose(), listening.lose()]);
    await until(listening.isTipped);
    expect(deaf.isTipped()).toBe(false);
  });
});

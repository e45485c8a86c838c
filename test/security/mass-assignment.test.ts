/** Real case: Mattermost CVE-2023-4478 (a sign-up that set what is not its own). A field that a contract does not name is refused. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DescribedAction, describeProtocol } from '../../protocol/json-schemas.ts';
import { contractOf } from '../fuzz/answers.ts';
import { knownFor, resolved } from '../fuzz/placeholders.ts';
import { fitting } from '../fuzz/schema-values.ts';
import { fuzzServer, peopled, type World } from '../fuzz/world.ts';
import { Person } from '../support/server/person.ts';

let world: World;
beforeAll(async () => {
  world = await peopled(await fuzzServer());
});
afterAll(() => world.server.stop());

const WANTED = [
  'role',
  'operator',
  'userId',
  'sub',
  'owner',
  'email',
  'confirmed',
  'createdAt',
  'kind2',
  'general',
  '__proto__',
];
const { actions } = describeProtocol();

/** A right input for an action: the same in every run. */
function sampleOf({ name, input }: DescribedAction): string {
  const samples = fc.sample(fitting(input, { known: knownFor }), { seed: 7, numRuns: 200 });
  const right = samples.map((sample) => resolved(sample, world.known)).find((sample) => accepts(name, sample));
  expect(right).toBeDefined();
  return JSON.stringify(right);
}

const accepts = (name: string, sample: unknown): boolean => contractOf(name)?.input.safeParse(sample).success === true;

/** What the server says to this input. */
async function answer({ name, transports }: DescribedAction, input: string): Promise<unknown> {
  const [first] = world.people;
  if (!first) throw new Error('nobody is there');
  if (transports.includes('http')) return JSON.parse((await first.person.raw(name, input)).body);
  return (await first.socket.send(`{"id":"x","action":"${name}","input":${input}}`))[0];
}

test.each(actions.map((action) => [action.name, action] as const))(
  '%s takes no other fields',
  async (_name, action) => {
    const sample = sampleOf(action);
    const own = Object.keys(action.input.properties ?? {});
    for (const field of WANTED.filter((each) => !own.includes(each))) {
      const input = sample.replace('{', `{"${field}":true${sample === '{}' ? '' : ','}`);
      expect([field, await answer(action, input)]).toMatchObject([field, { error: { code: 'invalid', field } }]);
    }
  },
);

test('nobody becomes an operator, an owner or somebody else by asking for it', async () => {
  const { server } = world;
  const mallory = await Person.join(server, 'Mallory');
  const raw = (name: string, input: object) => mallory.raw(name, JSON.stringify(input));
  expect((await raw('profile.update', { displayName: 'M', operator: true })).status).toBe(400);
  expect((await raw('profile.update', { email: 'root@example.org' })).status).toBe(400);
  const [workspaceId = ''] = world.known.workspace;
  expect((await raw('workspace.rename', { workspaceId, name: 'Mine', role: 'owner' })).status).toBe(400);
  expect(await mallory.call('sync.start', {})).toMatchObject({
    me: { operator: false, email: mallory.email, displayName: 'Mallory' },
    workspaces: [],
  });
});

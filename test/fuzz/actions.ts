import * as fc from 'fast-check';
import type { ErrorBody } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { describeProtocol } from '../../protocol/json-schemas.ts';
import { utf8Length } from '../../protocol/utf8.ts';
import { contractOf, fits, httpAnswer, refusal } from './answers.ts';
import { knownFor, resolved } from './placeholders.ts';
import { fitting, nearly } from './schema-values.ts';
import { must, target } from './target.ts';
import { anyone, fuzzServer, ONE_CAST, peopled, quiet, whole, type World } from './world.ts';

interface Case {
  readonly action: string;
  readonly input: unknown;
  /** Who asks, and how. */
  readonly who: number;
  readonly way: 'http' | 'socket' | 'nobody';
}

const WORDS = { known: knownFor };

/** Inputs that fit, and inputs that nearly do, for every action that there is. */
const cases: fc.Arbitrary<Case> = fc.oneof(
  ...describeProtocol().actions.map(({ name, input, access, transports }) => {
    const rare = transports.includes('http') && access === 'token' ? 'nobody' : (transports[0] ?? 'http');
    return fc.record({
      action: fc.constant(name),
      input: fc.oneof({ weight: 4, arbitrary: fitting(input, WORDS) }, { weight: 6, arbitrary: nearly(input, WORDS) }),
      who: fc.nat({ max: 3 }),
      way: fc.oneof(
        { weight: 15, arbitrary: fc.constantFrom(...transports) },
        { weight: 1, arbitrary: fc.constant(rare) },
      ),
    });
  }),
);

/** @returns the refusal; undefined when it was done */
async function ask(
  world: World,
  { action, who, way }: Case,
  input: unknown,
  turn: number,
): Promise<ErrorBody | undefined> {
  const member = world.people[who];
  must(member !== undefined, 'somebody asks');
  const body = JSON.stringify(input) ?? '';
  if (way !== 'socket') {
    const browser = way === 'http' ? member.person : anyone(world.server, turn);
    return httpAnswer(action, await browser.raw(action, body));
  }
  const replies = await member.socket.send(`{"id":"x","action":"${action}","input":${body === '' ? 'null' : body}}`);
  const [reply] = replies;
  must(replies.length === 1 && reply !== undefined, `${replies.length} replies`);
  if (!reply.ok) return refusal(action, reply.error);
  fits(action, reply.output);
  return undefined;
}

/** What is wrong with an input must be said, and nothing that is wrong may be done. */
function judge({ action, way }: Case, input: unknown, error: ErrorBody | undefined): void {
  const contract = contractOf(action);
  const json: unknown = JSON.parse(JSON.stringify(input) ?? 'null');
  const parsed = contract?.input.safeParse(json ?? {});
  if (parsed?.success) {
    must(error?.code !== 'invalid' || error.field !== undefined, `${action} refused a right input: ${error?.message}`);
    return;
  }
  const [issue] = parsed?.error?.issues ?? [];
  must(error !== undefined, `${action} did what it must refuse`);
  if (error.code === 'too_large') {
    must(utf8Length(JSON.stringify(json)) > LIMITS.socketInputBytes - 100, `${action} is not too large`);
    return;
  }
  if (way === 'nobody' && contract?.access === 'token') {
    must(error.code === 'unauthenticated', `${action} without a token: ${error.code}`);
    return;
  }
  must(
    error.code === 'invalid' || error.code === 'unauthenticated',
    `${action} refused a wrong input as ${error.code}`,
  );
  const path = issue?.path.map(String).join('.').slice(0, 100) ?? '';
  if (error.code === 'invalid')
    must((error.field ?? '').startsWith(path), `${action} blames ${error.field}, not ${path}`);
}

async function start() {
  const server = await fuzzServer();
  let world = await peopled(server);
  let turns = 0;
  return {
    cases,
    async check(each: Case) {
      turns += 1;
      const input = resolved(each.input, world.known);
      const error = await ask(world, each, input, turns);
      judge(each, input, error);
      quiet(world);
      // Somebody was logged out or thrown out, or all is renamed and archived by now.
      const lost = error?.code === 'unauthenticated' && each.way !== 'nobody';
      if (lost || !whole(world) || turns % ONE_CAST === 0) world = await peopled(server);
    },
    stop: () => server.stop(),
  };
}

/** Every action by its own schema, over both transports: right inputs are judged, wrong ones refused by name. */
export const actions = target({ name: 'actions', share: 24, batch: 2_000, stateful: true, start });

import * as fc from 'fast-check';
import { parseJson } from '../../lambdas/dispatch/parse-json.ts';
import { Problem } from '../../protocol/errors.ts';
import { describeProtocol } from '../../protocol/json-schemas.ts';
import { httpAnswer, refusal } from './answers.ts';
import { knownFor, resolved } from './placeholders.ts';
import { fitting } from './schema-values.ts';
import { must, target } from './target.ts';
import { PIECES } from './texts.ts';
import { fuzzServer, ONE_CAST, peopled, quiet, whole } from './world.ts';

interface Case {
  readonly action: string;
  readonly input: unknown;
  readonly harm: readonly Harm[];
  readonly way: 'http' | 'bytes' | 'socket' | 'frame';
}

interface Harm {
  readonly at: number;
  readonly how: 'cut' | 'put' | 'double' | 'wrap' | 'field' | 'byte' | 'number';
  readonly text: string;
  readonly count: number;
}

const NUMBERS = ['1e400', '-0', '0x10', '01', '1.', '.5', '+1', 'NaN', 'Infinity', '9'.repeat(400), '1E-400', '-'];
const SNIPPETS = [
  ',',
  ':',
  '}',
  ']',
  '{',
  '[',
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '\\u0000',
  '\\x41',
  '/**/',
  '//',
  "'",
  '\u2028',
  '"__proto__":{"polluted":true},',
  '"constructor":{"prototype":{"polluted":true}},',
  '"a":1,"a":2,',
  'null',
];

const harm: fc.Arbitrary<Harm> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('cut', 'put', 'put', 'double', 'wrap', 'field', 'byte', 'number'),
  text: fc.constantFrom(...SNIPPETS, ...PIECES),
  count: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 40 }) }, fc.constantFrom(15, 16, 17, 5_000, 120_000)),
});

function harmed(json: string, { at, how, text, count }: Harm): string {
  const place = at % (json.length + 1);
  const [before, after] = [json.slice(0, place), json.slice(place)];
  if (how === 'cut') return before + after.slice(count);
  if (how === 'put') return before + text + after;
  if (how === 'double') return before + after.slice(0, count) + after;
  if (how === 'wrap') return '['.repeat(count) + json + ']'.repeat(count);
  if (how === 'field') return json.replace('{', `{${SNIPPETS[at % SNIPPETS.length] ?? ''}`);
  if (how === 'number') return json.replace(/-?\d+|"[^"]*"/, NUMBERS[at % NUMBERS.length] ?? '0');
  return json;
}

/** Also what no text can say: bytes that are not UTF-8. */
function bytesOf(json: string, harms: readonly Harm[]): Buffer {
  const bytes = Buffer.from(json);
  for (const { how, at, count } of harms)
    if (how === 'byte' && bytes.length > 0) bytes[at % bytes.length] = count % 256;
  return bytes;
}

const cases: fc.Arbitrary<Case> = fc.oneof(
  ...describeProtocol()
    .actions.filter(({ access }) => access === 'token')
    .map(({ name, input, transports }) =>
      fc.record({
        action: fc.constant(name),
        input: fitting(input, { known: knownFor }),
        harm: fc.array(harm, { minLength: 1, maxLength: 3 }),
        way: transports.includes('http')
          ? fc.constantFrom('http', 'bytes', 'frame')
          : fc.constantFrom('socket', 'frame'),
      }),
    ),
);

/** Whether the text is one that the server may act on. */
function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch (error) {
    must(error instanceof Problem && error.code === 'invalid', `the parser threw ${String(error)}`);
    return false;
  }
}

const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString()).equals(bytes);

function unpolluted(): void {
  const fresh: Record<string, unknown> = {};
  must(fresh['polluted'] === undefined && Object.keys(Object.prototype).length === 0, 'a prototype was changed');
}

async function start() {
  const server = await fuzzServer();
  let world = await peopled(server);
  let turns = 0;
  return {
    cases,
    async check({ action, input, harm: harms, way }: Case) {
      turns += 1;
      let lost = false;
      const [asking] = world.people;
      must(asking !== undefined, 'somebody asks');
      const right = JSON.stringify(resolved(input, world.known));
      const full = way === 'http' || way === 'bytes' ? right : `{"id":"x","action":"${action}","input":${right}}`;
      const json = harms.reduce(harmed, full);
      const bytes = bytesOf(json, harms);
      const text = way === 'http' ? json : bytes.toString();
      const readable = (way === 'http' || way === 'socket' || isUtf8(bytes)) && isJson(text);
      if (way === 'http' || way === 'bytes') {
        const body = way === 'http' ? json : bytes.toString('base64');
        const answer = await asking.person.raw(action, body, {}, { isBase64Encoded: way === 'bytes' });
        const error = httpAnswer(action, answer);
        const told = error !== undefined && error.code !== 'forbidden';
        if (!readable && body !== '') must(told, `${action} took ${text}`);
        lost = error?.code === 'unauthenticated';
      } else {
        const replies = await asking.socket.send(way === 'frame' ? bytes.toString('base64') : text, way === 'frame');
        must(replies.length === 1, `${replies.length} replies`);
        for (const reply of replies) if (!reply.ok) refusal(action, reply.error);
        if (!readable)
          must(
            replies.every((reply) => !reply.ok && reply.id === null),
            `took ${text}`,
          );
      }
      unpolluted();
      quiet(world);
      if (lost || !whole(world) || turns % ONE_CAST === 0) world = await peopled(server);
    },
    stop: () => server.stop(),
  };
}

/** Texts that are nearly JSON, and bytes that are no text: refused in the protocol's words, and nothing else happens. */
export const json = target({ name: 'json', share: 13, batch: 2_000, stateful: true, start });

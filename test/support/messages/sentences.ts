import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Visitor } from 'vite';
import { treeOf } from './messages.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Where refusals are written that a person may read, and the sentences of the contracts' schemas. */
const FILES = [
  'lambdas/{actions,flows}/*.ts',
  'lambdas/dispatch/error-body.ts',
  'protocol/{channel,message-text,problem,profile,session,text,workspace}.ts',
  'web/src/client/*.ts',
];

/** Told to programs: what the web client does never leads to them. */
const FOR_PROGRAMS = new Set([
  'Ask for messages before, after or around one number, not for several at once.',
  'This token is of another session. Connect again.',
  'This connection was ended. Connect again.',
  'This page is out of date. Reload it.',
]);

const NAMED = [
  'your name',
  'the name of the workspace',
  'the name of the channel',
  'the title',
  'the topic',
  'the purpose',
];
const ASK = 'Ask the person who invited you for a new one.';

/** Those that are put together where they are written. */
const PUT_TOGETHER = [
  ...NAMED.slice(0, 3).map((what) => `Enter ${what}.`),
  ...NAMED.flatMap((what) => [
    `Shorten ${what} to {a} characters.`,
    `Remove invisible or control characters from ${what}.`,
  ]),
  `This invitation has been used up. ${ASK}`,
  `This invitation was withdrawn. ${ASK}`,
  `This invitation has expired. ${ASK}`,
  'This person is in {a} channels, which is the most. First they have to leave one.',
  'One of these people is in {a} channels, which is the most. First they have to leave one.',
];
/** The sources of the above, and a sentence that the client says in its own words. */
const PARTS = new Set([
  'Enter {}.',
  'Shorten {} to {} characters.',
  'Remove invisible or control characters from {}.',
  '{} in {a} channels, which is the most. First they have to leave one.',
  'This invitation has been used up. {}',
  'This invitation was withdrawn. {}',
  'This invitation has expired. {}',
  ASK,
  'Too many tries. Wait {}, then try again.',
]);

const IS_SENTENCE = /^[\p{Lu}{].* .*[.?]$/u;

/** The sentences of one file: literals, and templates with `{a}` for a limit and `{}` for anything else. */
function sentencesIn(file: string): readonly string[] {
  const found: string[] = [];
  const code = readFileSync(join(ROOT, file), 'utf8');
  const documentation = new Set<number>();
  new Visitor({
    CallExpression({ callee, arguments: [about] }) {
      if (callee.type === 'Identifier' && callee.name === 'contract' && about) documentation.add(about.start);
    },
    Literal({ value, start }) {
      if (typeof value === 'string' && !documentation.has(start)) found.push(value);
    },
    TemplateLiteral({ quasis, expressions }) {
      const holes = expressions.map((one) => (code.slice(one.start, one.end).startsWith('LIMITS.') ? '{a}' : '{}'));
      found.push(quasis.map(({ value }, at) => value.cooked + (holes[at] ?? '')).join(''));
    },
  }).visit(treeOf({ file, code }));
  return found.filter((text) => IS_SENTENCE.test(text));
}

/** What the server and the contracts may say to a person, numbers as `{a}`. */
export function serverSentences(): readonly string[] {
  const written = globSync(FILES, { cwd: ROOT }).flatMap(sentencesIn);
  const whole = written
    .map((text) => text.replaceAll(/\d+/g, '{a}'))
    .filter((text) => !FOR_PROGRAMS.has(text) && !PARTS.has(text));
  return [...new Set([...whole, ...PUT_TOGETHER])].toSorted();
}

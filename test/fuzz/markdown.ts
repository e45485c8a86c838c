import * as fc from 'fast-check';
import { mentionsIn } from '../../lambdas/domain/mentions.ts';
import { ChannelId, UserId } from '../../protocol/ids.ts';
import { createCalled } from '../../web/src/features/composer/called.ts';
import { parse } from '../../web/src/features/conversation/markdown/parse.ts';
import type { Block, Inline } from '../../web/src/features/conversation/markdown/tree.ts';
import { must, target } from './target.ts';
import { oddText } from './texts.ts';

const PEOPLE = ['U00000000000000000000000001', 'U00000000000000000000000002', 'U0000000000000000000000000z'];
const CHANNELS = ['C00000000000000000000000001', 'C00000000000000000000000002'];
const MARKS = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '~~',
  '`',
  '``',
  '```',
  '\n```\n',
  '> ',
  '- ',
  '  - ',
  '1. ',
  '999999999. ',
  '\n',
];
const LINKS = [
  '[',
  '](',
  ')',
  '](https://example.org)',
  '](javascript:alert(1))',
  'https://example.org/a_(b)',
  'mailto:',
];
const MORE = [
  'http://',
  'hTTps://x',
  '](data:text/html,<b>)',
  '![',
  '<!channel>',
  '<!here>',
  '<!',
  '<@U',
  '<#C',
  '\\',
  '\\\\',
  '|',
  '~',
];
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...MARKS,
      ...LINKS,
      ...MORE,
      ...PEOPLE.map((id) => `<@${id}>`),
      ...CHANNELS.map((id) => `<#${id}>`),
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom('z', 'zz z', ' ', '  ', '(', '<script>alert(1)</script>', '&lt;') },
  { weight: 2, arbitrary: oddText },
);
const pieces = (maxLength: number) => fc.array(piece, { maxLength }).map((all) => all.join(''));

interface Case {
  readonly text: string;
  /** A long text is that one over and over. */
  readonly long: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  text: fc.oneof({ weight: 9, arbitrary: pieces(40) }, { weight: 1, arbitrary: pieces(400) }),
  long: fc.oneof({ weight: 40, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const DEEPEST = 40;
const SLOWEST_MS = 400;
const LONGEST = 20_000;

/** The text that is shown, with every node looked at. @throws when a node is none that the page knows how to show */
function shown(nodes: readonly (Block | Inline)[], depth = 0): string {
  must(depth < DEEPEST, 'the tree is too deep');
  return nodes.map((node) => one(node, depth + 1)).join('');
}

function one(node: Block | Inline, depth: number): string {
  if (typeof node === 'string') return node;
  switch (node.type) {
    case 'paragraph':
    case 'bold':
    case 'italic':
    case 'strike':
      return shown(node.children, depth);
    case 'quote':
      return shown(node.blocks, depth);
    case 'list':
      must(node.start === null || Number.isSafeInteger(node.start), 'a list begins nowhere');
      return node.items.map((item) => shown(item, depth)).join('');
    case 'code':
      return `${'language' in node ? node.language : ''}${node.text}`;
    case 'link':
      must(isSafe(node.href), `a link to ${node.href}`);
      return shown(node.children, depth) + node.href;
    case 'person':
      must(UserId.safeParse(node.userId).success, `a person ${node.userId}`);
      return '';
    case 'channel':
      must(ChannelId.safeParse(node.channelId).success, `a channel ${node.channelId}`);
      return '';
    case 'everyone':
      return '';
  }
}

/** As the browser reads it, not as the parser does. */
const isSafe = (href: string): boolean =>
  /^(?:https?|mailto):/i.test(href) &&
  (!URL.canParse(href) || ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol));

const letters = (text: string): number => text.replaceAll(/[^z]/g, '').length;
/** Letters of what is shown another way: ids of people and channels, and addresses, which stand twice. */
const outside = (text: string): string => text.replaceAll(/<(?:@U|#C)[0-9a-z]{26}>/g, '');

function check({ text, long }: Case): void {
  const whole = long && text !== '' ? text.repeat(Math.ceil(LONGEST / text.length)).slice(0, LONGEST) : text;
  const began = performance.now();
  const tree = parse(whole);
  const { people } = mentionsIn(whole);
  let ms = performance.now() - began;
  if (ms > SLOWEST_MS) {
    // Somebody else may have had the processor.
    const again = performance.now();
    parse(whole);
    ms = performance.now() - again;
  }
  must(ms <= SLOWEST_MS, `${whole.length} characters took ${ms} ms`);
  const said = shown(tree);
  if (!long) must(letters(said) >= letters(outside(text)), 'letters were lost');
  must(people.length <= 100 && people.every((id) => UserId.safeParse(id).success), 'called people are not people');
}

/** Any text has a tree that the page can show, in linear time: no letter is lost, no link leads anywhere but to the web. */
export const markdown = target({ name: 'markdown', share: 15, batch: 5_000, start: () => ({ cases, check }) });

interface Written {
  readonly names: readonly string[];
  readonly parts: readonly (readonly [who: number, text: string])[];
}

const written: fc.Arbitrary<Written> = fc.record({
  names: fc.array(fc.oneof(fc.constantFrom('Ada', 'Ada 2', 'here', 'Ada L', 'a.b*c', 'channel'), oddText), {
    minLength: 5,
    maxLength: 5,
  }),
  parts: fc.array(
    fc.tuple(fc.nat({ max: 6 }), fc.constantFrom(' ', ', ', ' 2', ' L', '.', '-b', '_', '', 'x', ' (', '\n', '😀')),
    {
      maxLength: 6,
    },
  ),
});

const tokenOf = (who: number): string =>
  [...PEOPLE.map((id) => `<@${id}>`), '<!here>', '<!channel>', ...CHANNELS.map((id) => `<#${id}>`)][who] ?? '';

function checkCalled({ names, parts }: Written): void {
  const called = createCalled({
    person: (userId) => names[PEOPLE.indexOf(userId)] ?? 'Somebody',
    channel: (channelId) => (channelId === CHANNELS[0] ? 'plan' : undefined),
  });
  const stored = parts.map(([who, text]) => tokenOf(who) + text).join('');
  const back = called.toStored(called.toShown(stored));
  must(back === stored, `${JSON.stringify(stored)} came back as ${JSON.stringify(back)}`);
}

/** Whom a text calls stays the same when it is shown for editing and stored again. */
export const mentions = target({
  name: 'mentions',
  share: 3,
  batch: 5_000,
  start: () => ({ cases: written, check: checkCalled }),
});

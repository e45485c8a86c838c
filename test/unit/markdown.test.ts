import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../web/src/features/conversation/markdown/parse.ts';
import { plainText } from '../../web/src/features/conversation/markdown/plain.ts';
import type { Inline } from '../../web/src/features/conversation/markdown/tree.ts';
import { growth, LINEAR } from '../support/growth.ts';

const ADA = 'U00000000000000000000000001';
const PLANS = 'C00000000000000000000000001';
const inline = (text: string): readonly Inline[] => {
  const [only, ...rest] = parse(text);
  if (only?.type !== 'paragraph' || rest.length > 0) throw new Error('not one paragraph');
  return only.children;
};
const hrefs = (nodes: readonly Inline[]): string[] =>
  nodes.flatMap((node) =>
    typeof node === 'string' || !('children' in node)
      ? []
      : [...(node.type === 'link' ? [node.href] : []), ...hrefs(node.children)],
  );

describe('inline marks', () => {
  it('reads bold, italic, strike and code', () => {
    expect(inline('**a** *b* _c_ ~~d~~ `e*f*`')).toEqual([
      { type: 'bold', children: ['a'] },
      ' ',
      { type: 'italic', children: ['b'] },
      ' ',
      { type: 'italic', children: ['c'] },
      ' ',
      { type: 'strike', children: ['d'] },
      ' ',
      { type: 'code', text: 'e*f*' },
    ]);
  });

  it('nests marks', () => {
    expect(inline('***a***')).toEqual([{ type: 'bold', children: [{ type: 'italic', children: ['a'] }] }]);
    expect(inline('**a ~~b~~**')).toEqual([{ type: 'bold', children: ['a ', { type: 'strike', children: ['b'] }] }]);
  });

  it.each([
    '2 * 3 * 4',
    'snake_case_name',
    '** a **',
    '~not~',
    '**open',
    '`open',
    '5 < 6 > 4',
    '[x] done',
    '\\',
    '****',
    'f**** off',
    '____',
  ])('leaves %s as it is', (text) => expect(inline(text)).toEqual([text]));

  it('takes an escaped mark literally', () => expect(inline('\\*a\\*')).toEqual(['*a*']));

  it('reads mentions', () => {
    expect(inline(`hi <@${ADA}> and <!channel>`)).toEqual([
      'hi ',
      { type: 'person', userId: ADA },
      ' and ',
      { type: 'everyone', who: 'channel' },
    ]);
    expect(inline('<@Unobody> <!all>')).toEqual(['<@Unobody> <!all>']);
  });

  it('reads channels, and no other conversations', () => {
    expect(inline(`see <#${PLANS}>`)).toEqual(['see ', { type: 'channel', channelId: PLANS }]);
    const direct = `<#${PLANS.replace('C', 'D')}> <#C1>`;
    expect(inline(direct)).toEqual([direct]);
  });

  it('takes a space on either side of code away, but not from spaces alone', () => {
    expect(inline('`` `a` `` ` `')).toEqual([{ type: 'code', text: '`a`' }, ' ', { type: 'code', text: ' ' }]);
  });
});

describe('links', () => {
  it('finds bare addresses without the punctuation around them', () => {
    expect(hrefs(inline('See https://example.org/a_(b)?c=d. (http://x.org/y)'))).toEqual([
      'https://example.org/a_(b)?c=d',
      'http://x.org/y',
    ]);
  });

  it('reads named links', () => {
    expect(inline('[the **site**](https://example.org)')).toEqual([
      { type: 'link', href: 'https://example.org', children: ['the ', { type: 'bold', children: ['site'] }] },
    ]);
  });

  it.each(['https://example.org/a_(b)', 'https://example.org/(a)-(b)/()'])('reads a named link to %s', (href) => {
    expect(inline(`[a](${href}) and (b)`)).toEqual([{ type: 'link', href, children: ['a'] }, ' and (b)']);
    expect(inline(`([a](${href}))`)).toEqual(['(', { type: 'link', href, children: ['a'] }, ')']);
  });

  it('shows the address of a link without words', () => {
    const href = 'https://example.org';
    expect(inline(`see [](${href})`)).toEqual(['see ', { type: 'link', href, children: [href] }]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', ' javascript:x', '//evil.example', 'file:///etc'])(
    'never links %s',
    (href) => expect(hrefs(inline(`[x](${href})`))).toEqual([]),
  );
});

describe('blocks', () => {
  it('keeps the lines of fenced code', () => {
    expect(parse('a\n```ts\nif (a) {\n  **b**\n}\n```\nc')).toEqual([
      { type: 'paragraph', children: ['a'] },
      { type: 'code', language: 'ts', text: 'if (a) {\n  **b**\n}' },
      { type: 'paragraph', children: ['c'] },
    ]);
    expect(parse('```\nnever closed')).toMatchObject([{ type: 'code' }]);
  });

  it('reads quotes with blocks inside', () => {
    expect(parse('> - a\n> b')).toEqual([
      {
        type: 'quote',
        blocks: [
          { type: 'list', start: null, items: [[{ type: 'paragraph', children: ['a'] }]] },
          { type: 'paragraph', children: ['b'] },
        ],
      },
    ]);
  });

  it('reads lists, numbered from any number, and lists in lists', () => {
    expect(parse('3. a\n4. b')).toMatchObject([{ type: 'list', start: 3, items: [[{}], [{}]] }]);
    expect(parse('- a\n  - b\n- c')).toMatchObject([
      { type: 'list', start: null, items: [[{}, { type: 'list', items: [[{}]] }], [{}]] },
    ]);
  });

  it('reads lists in lists that are indented by tabs, and leaves tabs of code alone', () => {
    const nested = parse('- a\n  - b\n    - c\n- d');
    expect(parse('- a\n\t- b\n\t\t- c\n- d')).toEqual(nested);
    expect(parse('```\n\ta\n```\n\tb')).toMatchObject([{ text: '\ta' }, { type: 'paragraph', children: ['\tb'] }]);
  });

  it('keeps a quote in a list, a list in a quote in a quote, and code in a list apart', () => {
    expect(parse('- a\n  > b\n- c')).toMatchObject([
      { type: 'list', items: [[{ type: 'paragraph' }, { type: 'quote' }], [{ type: 'paragraph' }]] },
    ]);
    expect(parse('> > 1. a')).toMatchObject([{ type: 'quote', blocks: [{ type: 'quote', blocks: [{ start: 1 }] }] }]);
    expect(parse('1. a\n   ```\n   b\n   ```')).toMatchObject([
      { type: 'list', items: [[{ type: 'paragraph' }, { type: 'code', language: '' }]] },
    ]);
  });

  it('keeps single line breaks in a paragraph', () => expect(inline('a\nb\n\nc')).toEqual(['a\nb\n\nc']));
});

describe('a text that is read out', () => {
  it('has names in place of ids, and no marks', () => {
    const names = { person: () => 'Ada', channel: () => '#plans' };
    const text = `**Look** <@${ADA}>: [here](https://example.org), <#${PLANS}>\n\n- \`a\`\n- b\n> <!here>`;
    expect(plainText(text, names)).toBe('Look @Ada: here, #plans a, b @here');
  });
});

/** Text that makes naive parsers overflow or freeze. */
const HOSTILE = [
  '*a ',
  '**',
  '_',
  '[',
  '](',
  '[a](',
  '![',
  '`',
  '``` ',
  '> ',
  '>',
  '- ',
  '  - a\n',
  '1. ',
  '<@U',
  '<#C',
  '~~a',
  '*_~~`',
];
const deep = (nodes: readonly unknown[], depth = 0): number =>
  Math.max(depth, ...nodes.map((node) => (isBranch(node) ? deep(Object.values(node).flat(2), depth + 1) : depth)));
const isBranch = (node: unknown): node is object => typeof node === 'object' && node !== null;

const letters = (text: string) => text.replaceAll(/[^z]/g, '').length;

describe('hostile text', () => {
  it.each([...HOSTILE, '(http://', "http://'", 'a`b``', '> - ', '\n>', '[a](http://x ', '[](', '[a](http://x(', '(a'])(
    'parses many of %j in linear time',
    (piece) => {
      const many = (length: number): string => piece.repeat(Math.ceil(length / piece.length));
      // Of less, all that is made fits where no garbage is collected: against that, what is longer looks worse than it is.
      expect(growth(10_000, many, parse)).toBeLessThan(LINEAR);
      expect(deep(parse(many(40_000)))).toBeLessThan(60);
    },
  );

  it.each([
    ['a code span of one word', (length: number) => `\` ${'a'.repeat(length)}\``],
    ['a code span of spaces', (length: number) => `\`${' '.repeat(length)}\``],
    ['one line of spaces', (length: number) => `a${' '.repeat(length)}b`],
    ['a fence that is none', (length: number) => `\`\`\`${' '.repeat(length)}x`],
  ])('parses %s in linear time', (_what, text) => expect(growth(5_000, text, parse)).toBeLessThan(LINEAR));

  it('loses no letter of any mixture', () => {
    const piece = fc.constantFrom(...HOSTILE, 'z', 'z ', ' ', '\n', '\\', ')');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const shown = JSON.stringify(parse(text));
        expect(letters(shown)).toBe(letters(text));
      }),
    );
  });
});

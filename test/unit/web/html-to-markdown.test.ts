import { describe, expect, it } from 'vitest';
import { markdownOf, type HtmlNode } from '../../../web/src/features/composer/formatting/html.ts';
import { growth, LINEAR } from '../../support/growth.ts';

type Child = string | HtmlNode;
type Attributes = Readonly<Record<string, string>>;

const textNode = (text: string): HtmlNode => ({ nodeName: '#text', nodeValue: text, childNodes: [] });

const isChild = (one: Child | Attributes): one is Child => typeof one === 'string' || 'nodeName' in one;

/** An element as a browser's parser gives it; attributes come first. */
function el(nodeName: string, ...inside: readonly (Child | Attributes)[]): HtmlNode {
  const attributes = new Map(inside.flatMap((one) => (isChild(one) ? [] : Object.entries(one))));
  return {
    nodeName,
    nodeValue: null,
    childNodes: inside.filter(isChild).map((child) => (typeof child === 'string' ? textNode(child) : child)),
    getAttribute: (name) => attributes.get(name) ?? null,
  };
}
const body = (...children: readonly Child[]): string | null => markdownOf(el('BODY', ...children));

describe('words', () => {
  it.each<[string, Child[], string]>([
    ['bold', ['a ', el('B', 'b'), ' c ', el('STRONG', 'd')], 'a **b** c **d**'],
    ['italic', ['a ', el('EM', 'b'), el('I', 'c')], 'a _bc_'],
    ['struck', [el('DEL', 'a')], '~~a~~'],
    ['code', ['a ', el('CODE', 'b_c')], 'a `b_c`'],
    ['code with backticks', [el('CODE', '`a')], '`` `a ``'],
    ['both', [el('B', 'a ', el('I', 'b'))], '**a _b_**'],
    ['spaces outside of marks', ['a', el('B', ' b '), 'c'], 'a **b** c'],
    ['half a word', ['un', el('I', 'like'), 'ly'], 'un*like*ly'],
    ['lines of one mark', [el('B', 'a', el('BR'), 'b')], '**a**\n**b**'],
    ['styles', [el('SPAN', { style: 'font-weight:700;font-style: italic' }, 'a')], '**_a_**'],
    ['a wrapper that is not bold', [el('B', { style: 'font-weight:normal' }, el('P', el('I', 'a')))], '_a_'],
    ['white space', [' a\n\n ', el('B', ' b'), '\n'], 'a **b**'],
    ['no markup', [el('B', 'a'), el('SCRIPT', 'alert(1)'), el('STYLE', 'p {}')], '**a**'],
    ['nothing hidden', [el('B', 'a'), el('SPAN', { style: 'display: none' }, 'b')], '**a**'],
  ])('%s', (_what, children, markdown) => expect(body(...children)).toBe(markdown));

  it('keeps characters that look like marks what they are', () => {
    expect(body('2 * 3 snake_case ', el('B', 'a'))).toBe('2 * 3 snake_case **a**');
    expect(body('**not bold** ', el('B', 'a'))).toBe('\\*\\*not bold\\*\\* **a**');
    expect(body('https://example.org/a_b_c ', el('B', 'a'))).toBe('https://example.org/a_b_c **a**');
    expect(body('<!channel> ', el('B', 'a'))).toBe('\\<!channel\\> **a**');
  });

  it('is nothing where no format is', () => {
    expect(body('a', el('DIV', { style: 'color: red' }, 'b'))).toBeNull();
    expect(body()).toBeNull();
  });
});

describe('links', () => {
  it('keeps addresses of the web and of mail', () => {
    expect(body(el('A', { href: 'https://example.org/(a)' }, 'the ', el('B', 'site')))).toBe(
      '[the **site**](https://example.org/%28a%29)',
    );
    expect(body(el('A', { href: 'https://example.org' }, 'https://example.org'))).toBe('https://example.org');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', ' JavaScript:x', 'vbscript:x', '/relative', ''])(
    'leaves the words of %j',
    (href) => expect(body(el('A', { href }, 'words'), el('B', '!'))).toBe('words**!**'),
  );
});

describe('blocks', () => {
  it('separates paragraphs and keeps lines together', () => {
    expect(body(el('P', 'a'), el('P', el('B', 'b')), el('DIV', 'c'), el('DIV', 'd'))).toBe('a\n\n**b**\n\nc\nd');
    expect(body(el('H2', 'Title'), el('P', 'text'))).toBe('**Title**\ntext');
  });

  it('writes lists, and lists in lists', () => {
    const nested = el(
      'UL',
      el('LI', 'b', el('OL', { start: '3' }, el('LI', 'c'), el('LI', el('P', 'd')))),
      el('LI', 'e'),
    );
    expect(body(el('P', 'a'), nested, el('P', 'f'))).toBe('a\n\n- b\n  3. c\n  4. d\n- e\n\nf');
  });

  it('writes quotes, with lists in them', () => {
    expect(body(el('BLOCKQUOTE', el('P', 'a'), el('P', 'b'), el('UL', el('LI', 'c'))), 'd')).toBe(
      '> a\n>\n> b\n>\n> - c\n\nd',
    );
  });

  it('writes code blocks as they are, in longer fences where needed', () => {
    expect(body('a', el('PRE', el('CODE', 'if (a) {\n  **b**\n}\n')), 'c')).toBe(
      'a\n```\nif (a) {\n  **b**\n}\n```\nc',
    );
    expect(body(el('PRE', '```'))).toBe('````\n```\n````');
  });

  it('writes tables as lines', () => {
    expect(
      body(el('TABLE', el('TR', el('TH', 'a'), el('TH', 'b')), el('TR', el('TD', '1'), el('TD', el('B', '2'))))),
    ).toBe('a\tb\n1\t**2**');
  });
});

/** A list or a quote in another, so many times. */
const nested = (depth: number, around: (inner: HtmlNode) => HtmlNode): HtmlNode =>
  Array.from({ length: depth }).reduce<HtmlNode>(around, el('B', 'a'));

describe('hostile documents', () => {
  it.each<[string, number, (many: number) => HtmlNode]>([
    [
      'many marks',
      1_000,
      (many) => el('BODY', ...Array.from({ length: many }, (_, index) => el(index % 2 ? 'B' : 'I', 'a '))),
    ],
    ['many spaces', 1_000, (many) => el('BODY', el('B', 'a'), ...Array.from({ length: many }, () => ' \n '))],
    ['many breaks', 1_000, (many) => el('BODY', el('B', 'a', ...Array.from({ length: many }, () => el('BR'))))],
    ['deep lists', 40, (many) => nested(many, (inner) => el('UL', el('LI', 'a', inner)))],
    ['deep quotes', 40, (many) => nested(many, (inner) => el('BLOCKQUOTE', 'a', inner))],
    ['long styles', 1_000, (many) => el('SPAN', { style: 'font-weight: '.repeat(many) }, el('B', 'a'))],
  ])('are read in linear time: %s', (_what, size, document) => {
    expect(markdownOf(document(size))).not.toBeNull();
    expect(growth(size, document, markdownOf)).toBeLessThan(LINEAR);
  });
});

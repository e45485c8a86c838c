import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkTo } from '../../../web/src/features/composer/formatting/blocks.ts';
import { edited, type Field } from '../../../web/src/features/composer/formatting/edit.ts';
import { format } from '../../../web/src/features/composer/formatting/formats.ts';
import { newLine } from '../../../web/src/features/composer/formatting/new-line.ts';
import { commandOf, formatOf, type Format } from '../../../web/src/features/composer/formatting/shortcut.ts';
import { growth, LINEAR } from '../../support/growth.ts';

/** `|` is the caret, `[` and `]` hold what is selected. */
function field(shown: string): Field {
  const caret = shown.indexOf('|');
  if (caret >= 0) return { text: shown.replace('|', ''), start: caret, end: caret };
  const start = shown.indexOf('⟦');
  const end = shown.indexOf('⟧') - 1;
  return { text: shown.replace('⟦', '').replace('⟧', ''), start, end };
}
const shown = ({ text, start, end }: Field): string =>
  start === end
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
const formatted = (kind: Format, before: string): string => shown(edited(field(before), format(field(before), kind)));
const entered = (before: string): string | null => {
  const edit = newLine(field(before));
  return edit && shown(edited(field(before), edit));
};

describe('marks', () => {
  it.each<[Format, string, string]>([
    ['bold', 'a ⟦word⟧ b', 'a **⟦word⟧** b'],
    ['italic', 'a ⟦word⟧ b', 'a _⟦word⟧_ b'],
    ['italic', 'half⟦word⟧', 'half*⟦word⟧*'],
    ['strike', 'a ⟦word⟧ b', 'a ~~⟦word⟧~~ b'],
    ['code', 'a ⟦word⟧ b', 'a `⟦word⟧` b'],
    ['code', '⟦a `b` c⟧', '``⟦a `b` c⟧``'],
    ['bold', '_⟦word⟧_', '_**⟦word⟧**_'],
    ['italic', '**⟦word⟧**', '**_⟦word⟧_**'],
    ['italic', 'a ⟦x⟧', 'a _⟦x⟧_'],
    ['bold', 'a ~~_⟦x⟧_~~', 'a ~~_**⟦x⟧**_~~'],
  ])('%s: %s becomes %s, and the same again takes it off', (kind, before, after) => {
    expect(formatted(kind, before)).toBe(after);
    expect(formatted(kind, after)).toBe(before);
  });

  it('leaves spaces outside, and takes off marks that are selected too', () => {
    expect(formatted('bold', 'a⟦ word ⟧b')).toBe('a **⟦word⟧** b');
    expect(formatted('bold', '⟦**word**⟧')).toBe('⟦word⟧');
    expect(formatted('italic', '⟦*word*⟧')).toBe('⟦word⟧');
    expect(formatted('italic', 'snake_⟦case⟧_name')).toBe('snake_*⟦case⟧*_name');
  });

  it('takes off a mark that another one stands between', () => {
    expect(formatted('bold', '**_⟦two words⟧_**')).toBe('_⟦two words⟧_');
    expect(formatted('italic', '_**~~⟦x⟧~~**_')).toBe('**~~⟦x⟧~~**');
    expect(formatted('bold', '**`⟦x⟧`**')).toBe('`⟦x⟧`');
  });

  it('marks each line by itself, without what begins an item, and takes all off together', () => {
    const before = '⟦- one\n\n> two\n3. three⟧';
    const after = '- ⟦**one**\n\n> **two**\n3. **three**⟧';
    expect(formatted('bold', before)).toBe(after);
    expect(formatted('bold', after)).toBe('- ⟦one\n\n> two\n3. three⟧');
    expect(formatted('bold', '⟦**one**\ntwo⟧')).toBe('⟦**one**\n**two**⟧');
  });

  it('opens a pair at the caret, leaves it, or takes an empty one away', () => {
    expect(formatted('bold', 'a |')).toBe('a **|**');
    expect(formatted('bold', 'a **|**')).toBe('a |');
    expect(formatted('bold', 'a **b|**')).toBe('a **b**|');
    expect(formatted('bold', 'a wo|rd')).toBe('a **wo|rd**');
    expect(formatted('bold', 'a **wo|rd**')).toBe('a wo|rd');
  });

  it('changes nothing where only spaces are selected', () => expect(formatted('bold', 'a⟦  ⟧b')).toBe('a⟦  ⟧b'));
});

describe('lists, quotes and code', () => {
  it.each<[Format, string, string]>([
    ['bullets', '⟦one\ntwo⟧', '⟦- one\n- two⟧'],
    ['numbers', '⟦one\n\ntwo⟧', '⟦1. one\n\n2. two⟧'],
    ['quote', '⟦one\n\n- two⟧', '⟦> one\n\n> - two⟧'],
    ['bullets', 'on|e', '- on|e'],
    ['quote', '|', '> |'],
    ['codeBlock', '⟦one\ntwo⟧', '⟦```\none\ntwo\n```⟧'],
    ['code', 'a\n⟦one\ntwo⟧', 'a\n⟦```\none\ntwo\n```⟧'],
  ])('%s: %j becomes %j, and the same again takes it off', (kind, before, after) => {
    expect(formatted(kind, before)).toBe(after);
    expect(formatted(kind, after)).toBe(before);
  });

  it('makes one kind of list from another', () => {
    expect(formatted('numbers', '⟦- one\n  - two\n* three⟧')).toBe('⟦1. one\n  2. two\n3. three⟧');
    expect(formatted('bullets', '> 1. on|e')).toBe('> - on|e');
  });

  it('takes the lines that are selected in part, and not the next one', () => {
    expect(formatted('bullets', 'a\n⟦b\n⟧c')).toBe('a\n⟦- b⟧\nc');
    expect(formatted('bullets', 'a⟦\nb⟧')).toBe('⟦- a\n- b⟧');
  });

  it('puts longer fences around fences, and the caret into an empty block', () => {
    expect(formatted('codeBlock', '⟦a\n```\nb⟧')).toBe('⟦````\na\n```\nb\n````⟧');
    expect(formatted('codeBlock', '|')).toBe('```\n|\n```');
  });
});

describe('links', () => {
  it('asks for what is missing, and gives the words back', () => {
    expect(formatted('link', 'see ⟦this⟧')).toBe('see [this](⟦https://⟧)');
    expect(formatted('link', '⟦https://example.org⟧')).toBe('[|](https://example.org)');
    expect(formatted('link', '|')).toBe('[|](https://)');
    expect(formatted('link', '⟦[this](https://example.org)⟧')).toBe('⟦this⟧');
    expect(formatted('link', 'see [this](⟦https://⟧)')).toBe('see ⟦this⟧');
    expect(formatted('link', 'see [th|is](https://example.org), or (not)')).toBe('see ⟦this⟧, or (not)');
    expect(formatted('link', '[|](https://)')).toBe('|');
    expect(formatted('link', '[|](https://example.org)')).toBe('⟦https://example.org⟧');
    expect(formatted('link', '[a](https://a.org) ⟦b⟧ (c)')).toBe('[a](https://a.org) [b](⟦https://⟧) (c)');
  });

  it.each([
    ['see ⟦this⟧', 'https://example.org/a_(b)', 'see [this](https://example.org/a_%28b%29)|'],
    ['see ⟦this⟧', 'javascript:alert(1)', null],
    ['see ⟦this⟧', 'no address', null],
    ['see this|', 'https://example.org', null],
    ['⟦https://example.com⟧', 'https://example.org', null],
    ['⟦two\nlines⟧', 'https://example.org', null],
  ])('%s with %s pasted over it is %s', (before, pasted, after) => {
    const edit = linkTo(field(before), pasted);
    expect(edit && shown(edited(field(before), edit))).toBe(after);
  });
});

describe('a new line', () => {
  it.each([
    ['- one|', '- one\n- |'],
    ['  * o|ne', '  * o\n  * |ne'],
    ['9. one|', '9. one\n10. |'],
    ['1) one|\n2) two', '1) one\n2) |\n2) two'],
    ['> one|', '> one\n> |'],
    ['> - one|', '> - one\n> - |'],
    ['>> one|', '>> one\n>> |'],
    ['- a\n- |', '- a\n|'],
    ['- a\n  - |', '- a\n- |'],
    ['\t- a|', '\t- a\n\t- |'],
    ['- a\n\t- |', '- a\n- |'],
    ['> - a\n> - |', '> - a\n> |'],
    ['> a\n> |', '> a\n|'],
    ['- ⟦one⟧ two', '- \n- | two'],
  ])('%j goes on as %j', (before, after) => expect(entered(before)).toBe(after));

  it.each(['plain|', '|- one', '-| one', '```\n- one|', '3 apples|', '-|'])(
    '%j is followed by an empty one',
    (before) => expect(entered(before)).toBeNull(),
  );

  it('goes on after code that ended', () => expect(entered('```\na\n```\n- b|')).toBe('```\na\n```\n- b\n- |'));

  it.each(['> ', '>', '- ', ' ', '1. ', '```\n'])('takes linear time on many of %j', (piece) => {
    const many = (length: number): string => piece.repeat(length / piece.length);
    expect(growth(5_000, many, (text) => newLine({ text, start: text.length, end: text.length }))).toBeLessThan(LINEAR);
  });
});

const KINDS: readonly Format[] = [
  'bold',
  'italic',
  'strike',
  'link',
  'bullets',
  'numbers',
  'quote',
  'code',
  'codeBlock',
];
const pieces = fc.constantFrom(
  'z',
  'zz',
  ' ',
  '\n',
  '**',
  '*',
  '_',
  '__',
  '~~',
  '`',
  '```\n',
  '> ',
  '- ',
  '  - ',
  '1. ',
  '9) ',
  '[',
  '](',
  ')',
  'ü',
);
const anyField = fc.tuple(fc.array(pieces, { maxLength: 20 }), fc.nat(), fc.nat()).map(([all, a, b]): Field => {
  const text = all.join('');
  const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].toSorted((one, other) => one - other);
  return { text, start, end };
});
const words = (text: string): string => text.replaceAll(/[^zü]/g, '');

describe('whatever stands in the field and is selected', () => {
  it.each(KINDS)('%s loses no word, and selects what is there', (kind) => {
    fc.assert(
      fc.property(anyField, (before) => {
        const { text, start, end } = edited(before, format(before, kind));
        expect(words(text)).toBe(words(before.text));
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
    );
  });

  it('a new line loses no word either', () => {
    fc.assert(
      fc.property(anyField, ({ text: before, start: at }) => {
        const here = { text: before, start: at, end: at };
        const edit = newLine(here);
        if (!edit) return;
        const { text, start, end } = edited(here, edit);
        expect(words(text)).toBe(words(before));
        expect(start).toBe(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const ctrl = { ...none, ctrlKey: true };

describe('keys', () => {
  it.each([
    [{ ...ctrl, key: 'b', code: 'KeyB' }, 'bold'],
    [{ ...ctrl, key: 'B', code: 'KeyB', shiftKey: true }, undefined],
    [{ ...ctrl, key: 'и', code: 'KeyB' }, 'bold'],
    [{ ...ctrl, key: 'X', code: 'KeyX', shiftKey: true }, 'strike'],
    [{ ...ctrl, key: '/', code: 'Digit7', shiftKey: true }, 'numbers'],
    [{ ...ctrl, key: '(', code: 'Digit8', shiftKey: true }, 'bullets'],
    [{ ...ctrl, key: '€', code: 'KeyE', altKey: true }, undefined],
    [{ ...none, key: 'b', code: 'KeyB' }, undefined],
    [{ ...ctrl, key: 'k', code: 'KeyK' }, undefined],
  ])('%o is %s', (pressed, format_) => expect(formatOf(commandOf(pressed))).toBe(format_));
});

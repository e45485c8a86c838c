import { expect, it } from 'vitest';
import { isEmoji } from '../../../web/src/features/conversation/markdown/emoji.ts';

it.each(['😀', '👍🏽', '🏽', '🇩🇪', '1️⃣', '#️⃣', '*️⃣', '❤️', '👩‍👩‍👧', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '😀 🎉\n👍'])(
  '%s is nothing but emoji',
  (text) => {
    expect(isEmoji(text)).toBe(true);
  },
);

it.each([
  '',
  'a',
  '1',
  '#',
  '*',
  '12 apples',
  '#tea',
  '* one',
  '😀 yes',
  'yes 😀',
  ' 😀',
  '©',
  'Über',
  'Привет',
  '😀'.repeat(40),
])('“%s” is a text', (text) => {
  expect(isEmoji(text)).toBe(false);
});

it('finds every emoji of one sign, whatever it is asked first', () => {
  const all = Array.from({ length: 0x2_0000 }, (_, at) => String.fromCodePoint(at)).filter((sign) =>
    /^\p{RGI_Emoji}$/v.test(sign),
  );
  expect(all.length).toBeGreaterThan(1_000);
  expect(all.filter((sign) => !isEmoji(sign))).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { ChannelName, Topic } from '../../protocol/channel.ts';
import { DisplayName } from '../../protocol/profile.ts';

const of = (...points: readonly number[]): string => String.fromCodePoint(...points);

describe('names', () => {
  it.each([
    ['a soft hyphen', 'Ad' + of(0xad) + 'a'],
    ['a mark of direction', of(0x200f) + 'Ada'],
    ['an override of direction', of(0x202e) + 'adA'],
    ['a separator of lines', 'Ada' + of(0x2028) + 'x'],
    ['a filler', of(0x3164)],
    ['a joiner in Latin', 'Ada' + of(0x200d) + 'x'],
    ['a joiner at the end', of(0x915, 0x200d)],
    ['a selector after a letter', 'Ada' + of(0xfe0f)],
    ['letters that nobody sees', 'Ada' + of(0xe0041)],
    ['nothing but an empty pattern', of(0x2800)],
    ['nothing but an accent', of(0x301)],
    ['a lone half of a character', 'Ada' + String.fromCharCode(0xd800)],
    ['a line feed', 'Ada\nLovelace'],
  ])('hold no %s', (_what, name) => {
    expect(DisplayName.safeParse(name).success).toBe(false);
  });

  it.each([
    ['a family', of(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467)],
    ['a heart', of(0x2764, 0xfe0f)],
    ['a heart on fire', of(0x2764, 0xfe0f, 0x200d, 0x1f525)],
    ['a skin tone with a profession', of(0x1f469, 0x1f3fd, 0x200d, 0x1f4bb)],
    ['the flag of a region', of(0x1f3f4, 0xe0067, 0xe0062, 0xe0065, 0xe006e, 0xe0067, 0xe007f)],
    ['a keycap', '3' + of(0xfe0f, 0x20e3)],
    ['Persian with a non-joiner', of(0x645, 0x6cc, 0x200c, 0x62e, 0x648, 0x627, 0x647, 0x645)],
    ['Sinhala with a joiner', of(0x0dc1, 0x0dca, 0x200d, 0x0dbb, 0x0dd3)],
    ['Hebrew with points', of(0x5d0, 0x5b8, 0x5dc)],
    ['an accent on its letter', 'Ame' + of(0x301) + 'lie'],
  ])('may hold %s', (_what, name) => {
    expect(DisplayName.parse(name)).toBe(name);
  });

  it('of channels are one, however they are written', () => {
    expect(ChannelName.parse('J' + of(0x30c))).toBe(of(0x1f0));
    expect(ChannelName.parse('CAFE' + of(0x301))).toBe('caf' + of(0xe9));
    expect(ChannelName.safeParse('1' + of(0xfe0f)).success).toBe(false);
    // Composed, it is twice as long as it was typed.
    expect(ChannelName.safeParse(of(0x958).repeat(80)).success).toBe(false);
  });

  it('may be empty where nothing needs to be said', () => expect(Topic.parse(' ')).toBe(''));
});

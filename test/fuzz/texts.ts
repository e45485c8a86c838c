/** Texts that break programs: names, messages and whatever else people paste. */
import * as fc from 'fast-check';

/** Built from numbers, so that no editor shows or changes them. */
const of = (...points: readonly number[]): string => String.fromCodePoint(...points);

const INVISIBLE = [0xad, 0x34f, 0x61c, 0x115f, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x2028, 0x2029, 0x202e];
const INVISIBLE_TOO = [
  0x2060, 0x2066, 0x2800, 0x3000, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfffc, 0xe0041, 0xe0001, 0x1d173,
];

export const PIECES: readonly string[] = [
  ...[...INVISIBLE, ...INVISIBLE_TOO].map((point) => of(point)),
  ...[0, 7, 9, 10, 13, 27, 0x7f, 0x85, 0x9f, 0xa0].map((point) => of(point)),
  // Lone halves of a pair, a reversed pair, and the first and last character beyond the first plane.
  String.fromCharCode(0xd800),
  String.fromCharCode(0xdfff),
  String.fromCharCode(0xdc00, 0xd800),
  of(0x10000),
  of(0x10ffff),
  of(0xffff),
  of(0xfffd),
  // A family, a flag of a region, a flag of letters, a skin tone, a keycap.
  of(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467),
  of(0x1f3f4, 0xe0067, 0xe0062, 0xe0065, 0xe006e, 0xe0067, 0xe007f),
  of(0x1f1ea, 0x1f1fa),
  of(0x1f44b, 0x1f3fd),
  '3' + of(0xfe0f, 0x20e3),
  // One look, several spellings; letters whose case or width changes their length.
  of(0xe9),
  'e' + of(0x301),
  of(0x212b),
  of(0x1e9e),
  of(0x130),
  of(0x131),
  of(0x3a3, 0x3c2),
  of(0xfb03),
  of(0x1f88),
  of(0x390),
  of(0x2126),
  of(0x345),
  'a' + of(0x316, 0x301, 0x316),
  of(0x5d0, 0x5b8),
  of(0x627, 0x64e),
  of(0x915, 0x94d, 0x200d, 0x937),
  'a' + of(0x300).repeat(60),
  '<script>',
  '"><img src=x onerror=alert(1)>',
  "' OR 1=1 --",
  '../../etc/passwd',
  '${7*7}{{7*7}}%s%n',
  '__proto__',
  'constructor',
  '#',
  '-',
  '_',
  '.',
  ' ',
  'General',
];

/** Any code points, also halves of pairs. (fast-check’s own takes seconds to begin.) */
const anyPoints = fc.array(fc.nat({ max: 0x10ffff }), { maxLength: 4 }).map((points) => of(...points));

/** Short texts of odd pieces, letters of any script, and halves of characters. */
export const oddText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
      { weight: 1, arbitrary: anyPoints },
      { weight: 2, arbitrary: fc.string({ maxLength: 8 }) },
    ),
    { maxLength: 7 },
  )
  .map((pieces) => pieces.join(''));

/** Texts of any length up to a little beyond `max`: mostly short, sometimes exactly at the limit. */
export const textUpTo = (max: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: oddText },
    { weight: 1, arbitrary: fc.constantFrom('', 'a'.repeat(max), 'a'.repeat(max + 1), 'é'.repeat(max)) },
    { weight: 1, arbitrary: oddText.map((text) => (text === '' ? 'a' : text).repeat(3).slice(0, max)) },
  );

/** JSON-like values of no particular shape. */
export const junk: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  1.5,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e308,
  5e-324,
  '',
  'x',
  '0',
  'null',
  '__proto__',
  'x'.repeat(5_000),
  [],
  [[]],
  [null],
  {},
  { length: 1 },
  { toString: 'x' },
  { constructor: { name: 'x' } },
  Array.from({ length: 3_000 }, () => 0),
);

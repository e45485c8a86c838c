/** What a line that people read may hold: what is seen, and what scripts and emoji need to be seen. */

/** Control characters but tab, ends of lines, halves of characters. */
const NO_TEXT = /[[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]--\t]/v;
/** Flags of regions: a black flag, letters that nobody sees, and their end. */
const REGION_FLAG = /\u{1f3f4}[\u{e0030}-\u{e007a}]+\u{e007f}/gu;
/** Joiners join emoji, and letters of scripts that are written joined; the selectors choose how an emoji looks. */
const JOINED =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})|(?<=[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]])[\u200c\u200d](?=[\p{L}\p{M}])|(?<=\p{Emoji})[\ufe0e\ufe0f]/gv;
/** Not seen at all: direction marks and overrides, zero widths, fillers, soft hyphens, tags. */
const HIDDEN = /\p{Default_Ignorable_Code_Point}/u;
const INK = /[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800]]/v;

/** Whether everything in the line is seen and nothing changes what stands beside it. */
export const isPlain = (line: string): boolean =>
  !NO_TEXT.test(line) && !HIDDEN.test(line.replace(REGION_FLAG, '').replace(JOINED, ''));

/** Whether there is anything to see in it. */
export const isSeen = (line: string): boolean => INK.test(line);

import * as fc from 'fast-check';
import { folded } from '../../lambdas/domain/folded.ts';
import { ChannelName, Purpose, Topic } from '../../protocol/channel.ts';
import { DisplayName, Title } from '../../protocol/profile.ts';
import { Email, MessageText } from '../../protocol/text.ts';
import { utf8Length } from '../../protocol/utf8.ts';
import { WorkspaceName } from '../../protocol/workspace.ts';
import { must, target } from './target.ts';
import { oddText } from './texts.ts';

const LINES = { DisplayName, WorkspaceName, ChannelName, Title, Topic, Purpose };
type Line = keyof typeof LINES;
const REQUIRED: ReadonlySet<Line> = new Set<Line>(['DisplayName', 'WorkspaceName', 'ChannelName']);

interface Case {
  readonly line: Line;
  readonly text: string;
}

const cases: fc.Arbitrary<Case> = fc.record({
  line: fc.constantFrom(...Object.keys(LINES).filter((name): name is Line => name in LINES)),
  text: fc.oneof({ weight: 5, arbitrary: oddText }, fc.string({ unit: 'grapheme', maxLength: 90 })),
});

const CONTROL = /[[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]--\t]/v;
/** Changes the direction of what stands after it. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** What is there and is not seen: joiners and variants are part of emoji and of some scripts. */
// oxlint-disable-next-line no-misleading-character-class -- joiners and selectors on their own are what is meant
const HIDDEN = /[\p{Default_Ignorable_Code_Point}--[\u200c\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]]/v;
const INK = /[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800]]/v;

function check({ line, text }: Case): void {
  const parsed = LINES[line].safeParse(text);
  must(utf8Length(text) === Buffer.byteLength(text), 'the length in bytes is another');
  if (!parsed.success) {
    must((parsed.error.issues[0]?.message ?? '').endsWith('.') || line === 'Title', 'the refusal says nothing');
    return;
  }
  const name = parsed.data;
  const again = LINES[line].safeParse(name);
  must(again.success && again.data === name, `${line} is changed when it is parsed again`);
  must(name === name.trim() && !CONTROL.test(name), `${line} holds what is no text`);
  must(!BIDI.test(name), `${line} turns what stands beside it`);
  must(!HIDDEN.test(name), `${line} hides characters`);
  if (REQUIRED.has(line)) must(INK.test(name), `${line} cannot be seen`);
  if (line === 'ChannelName')
    must(name === name.normalize('NFC') && name === name.toLowerCase(), 'two names of one look');
  const key = folded(name);
  must(Array.from(key).length <= 80 && key === folded(name.normalize('NFD')), 'equal names sort apart');
  must(key === folded(key), 'a folded name folds further');
}

/** Names are seen, mean one thing, and do nothing to what stands beside them; parsing one twice changes nothing. */
export const names = target({ name: 'names', share: 6, batch: 5_000, start: () => ({ cases, check }) });

function checkText(text: string): void {
  const parsed = MessageText.safeParse(text);
  if (parsed.success) must(parsed.data === text && text.isWellFormed() && !text.includes('\0'), 'a text was changed');
  const mail = Email.safeParse(`${text}@example.org`);
  if (mail.success) must(/^[\x21-\x7e]+$/.test(mail.data) && Email.parse(mail.data) === mail.data, 'an address is odd');
}

/** A message's text is kept as it was typed or refused; an address is plain ASCII. */
export const messageTexts = target({
  name: 'texts',
  share: 2,
  batch: 5_000,
  start: () => ({ cases: oddText, check: checkText }),
});

import { findCode } from './code-spans.ts';
import { autoLink, linkTargets, safeHref } from './links.ts';
import type { Inline } from './tree.ts';

type Kind = 'bold' | 'italic' | 'strike';

/** An opened mark that waits for its end. `children` collects what follows it. */
interface Open {
  readonly mark: string;
  readonly children: Inline[];
}

/** More marks open at once than this are shown as text: it bounds the tree, whatever is pasted. */
const MAX_OPEN = 12;
const MENTION = /<(?:@(U[0-9a-hjkmnp-tv-z]{26})|#(C[0-9a-hjkmnp-tv-z]{26})|!(channel|here))>/y;
const KINDS: Readonly<Record<string, Kind>> = { '**': 'bold', __: 'bold', '*': 'italic', _: 'italic', '~~': 'strike' };
const LINK = '[';
const SPECIAL = /[\\`*_~[\]<hm]/g;

/** Text of one paragraph → inline tree, in one pass: every mark is opened and closed at most once. */
export function parseInline(text: string): readonly Inline[] {
  return new InlineParser(text).run();
}

class InlineParser {
  readonly #text: string;
  readonly #root: Inline[] = [];
  readonly #open: Open[] = [];
  readonly #codeEnd: (at: number) => number;
  readonly #target: (at: number) => number;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#codeEnd = findCode(text);
    this.#target = linkTargets(text);
  }

  run(): readonly Inline[] {
    while (this.#at < this.#text.length) {
      SPECIAL.lastIndex = this.#at;
      const special = SPECIAL.exec(this.#text);
      const stop = special ? special.index : this.#text.length;
      this.#say(this.#text.slice(this.#at, stop));
      this.#at = stop;
      if (special && !this.#special(special[0])) this.#say(this.#text.charAt(this.#at++));
    }
    while (this.#open.length > 0) this.#giveUp();
    return this.#root;
  }

  get #here(): Inline[] {
    return this.#open.at(-1)?.children ?? this.#root;
  }

  #say(text: string): void {
    const here = this.#here;
    const last = here.at(-1);
    if (typeof last === 'string') here[here.length - 1] = last + text;
    else if (text !== '') here.push(text);
  }

  /** @returns false when the character is just itself */
  #special(char: string): boolean {
    if (char === '\\') return this.#escape();
    if (char === '`') return this.#code();
    if (char === '<') return this.#mention();
    if (char === '[') return this.#openLink();
    if (char === ']') return this.#closeLink();
    if (char === 'h' || char === 'm') return this.#autoLink();
    return this.#mark(char);
  }

  #escape(): boolean {
    const next = this.#text.charAt(this.#at + 1);
    if (!/[\\`*_~[\]<>]/.test(next)) return false;
    this.#say(next);
    this.#at += 2;
    return true;
  }

  #code(): boolean {
    let end = this.#at;
    while (this.#text.charAt(end) === '`') end += 1;
    const ticks = end - this.#at;
    const closing = this.#codeEnd(this.#at);
    if (closing < 0) this.#say(this.#text.slice(this.#at, end));
    else this.#here.push({ type: 'code', text: unpadded(this.#text.slice(end, closing)) });
    this.#at = closing < 0 ? end : closing + ticks;
    return true;
  }

  #mention(): boolean {
    MENTION.lastIndex = this.#at;
    const [whole, userId, channelId, who] = MENTION.exec(this.#text) ?? [];
    if (whole === undefined) return false;
    if (userId !== undefined) this.#here.push({ type: 'person', userId });
    else if (channelId !== undefined) this.#here.push({ type: 'channel', channelId });
    else this.#here.push({ type: 'everyone', who: who === 'here' ? 'here' : 'channel' });
    this.#at += whole.length;
    return true;
  }

  #openLink(): boolean {
    if (this.#isOpen(LINK) || !this.#push(LINK)) return false;
    this.#at += 1;
    return true;
  }

  #closeLink(): boolean {
    if (!this.#isOpen(LINK)) return false;
    const end = this.#text.charAt(this.#at + 1) === '(' ? this.#target(this.#at + 2) : -1;
    const href = end < 0 ? null : safeHref(this.#text.slice(this.#at + 2, end));
    if (href === null) {
      this.#giveUpInside(LINK);
      this.#giveUp();
      return false;
    }
    this.#close(LINK, (children) => ({ type: 'link', href, children: children.length > 0 ? children : [href] }));
    this.#at = end + 1;
    return true;
  }

  #autoLink(): boolean {
    if (this.#isOpen(LINK)) return false;
    const href = autoLink(this.#text, this.#at);
    if (href === null) return false;
    this.#here.push({ type: 'link', href, children: [href] });
    this.#at += href.length;
    return true;
  }

  #mark(char: string): boolean {
    const double = this.#text.charAt(this.#at + 1) === char && !this.#endsSingle(char);
    const mark = double ? char + char : char;
    const kind = KINDS[mark];
    if (kind === undefined) return false;
    const before = this.#text.charAt(this.#at - 1);
    const after = this.#text.charAt(this.#at + mark.length);
    const inWord = char === '_' && isWord(before) && isWord(after);
    if (!inWord && before !== '' && !isSpace(before) && this.#isOpen(mark)) {
      this.#close(mark, (children) => (children.length > 0 ? { type: kind, children } : mark + mark));
    } else if (inWord || after === '' || isSpace(after) || (char === '_' && isWord(before)) || !this.#push(mark)) {
      this.#say(mark);
    }
    this.#at += mark.length;
    return true;
  }

  /** In `***both***` the inner mark is closed first. */
  #endsSingle(char: string): boolean {
    return this.#text.charAt(this.#at + 2) === char && this.#open.at(-1)?.mark === char;
  }

  #isOpen(mark: string): boolean {
    return this.#open.some((open) => open.mark === mark);
  }

  #push(mark: string): boolean {
    if (this.#open.length >= MAX_OPEN) return false;
    this.#open.push({ mark, children: [] });
    return true;
  }

  /** Ends an open mark; those opened inside it and not ended were text. */
  #close(mark: string, build: (children: readonly Inline[]) => Inline): void {
    this.#giveUpInside(mark);
    const built = build(this.#open.pop()?.children ?? []);
    if (typeof built === 'string') this.#say(built);
    else this.#here.push(built);
  }

  #giveUpInside(mark: string): void {
    const at = this.#open.findLastIndex((open) => open.mark === mark);
    for (let above = this.#open.length - 1; above > at; above -= 1) this.#giveUp();
  }

  /** The innermost open mark never ends: it was text after all. */
  #giveUp(): void {
    const open = this.#open.pop();
    if (!open) return;
    this.#say(open.mark);
    for (const child of open.children) {
      if (typeof child === 'string') this.#say(child);
      else this.#here.push(child);
    }
  }
}

/** A space on either side keeps backticks of the code apart from its marks. */
const unpadded = (code: string): string =>
  code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;

const isSpace = (char: string): boolean => /\s/u.test(char);
const isWord = (char: string): boolean => /[\p{L}\p{N}]/u.test(char);

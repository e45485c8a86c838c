import { safeHref } from '../../conversation/markdown/links.ts';
import { serialized, type Run } from './runs.ts';
import { ticksFor } from './marks.ts';

/** As much of a node of a document as is read here. */
export interface HtmlNode {
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<HtmlNode>;
  readonly getAttribute?: (name: string) => string | null;
}

/** How text looks where it stands. */
type Look = Omit<Run, 'text'> & { readonly keepsSpace: boolean };

const PLAIN: Look = { bold: false, italic: false, strike: false, code: false, href: null, keepsSpace: false };
const SKIPPED = new Set(
  'SCRIPT STYLE HEAD TITLE META LINK TEMPLATE NOSCRIPT SVG MATH IFRAME OBJECT AUDIO VIDEO SELECT'.split(' '),
);
const BLOCKS = new Set(
  'P DIV SECTION ARTICLE HEADER FOOTER MAIN NAV ASIDE FORM FIGURE FIGCAPTION ADDRESS DL DT DD TABLE TR HR'.split(' '),
);
const TICKED = new Set('CODE KBD SAMP TT'.split(' '));
/** Lists within lists beyond this are one list, as the dialect shows them. */
const MOST_INDENT = 8;
/** Nor are quotes within quotes much deeper. */
const MOST_PREFIX = 20;

/**
 * The part of a document that was copied, as Markdown of the dialect. Linear in its size; the document is only read.
 * @returns null when it has no format that the dialect knows
 */
export function markdownOf(root: HtmlNode): string | null {
  const writer = new Writer();
  writer.children(root, PLAIN);
  return writer.end();
}

class Writer {
  readonly #lines: string[] = [];
  #runs: Run[] = [];
  /** Before each line: quotes, and room for the markers of the items around. */
  #prefix = '';
  /** Before the next line only. */
  #marker = '';
  #wantsGap = false;
  #isFormatted = false;
  #items: { ordered: boolean; count: number }[] = [];

  end(): string | null {
    this.#flush();
    return this.#isFormatted ? this.#lines.join('\n').trim() : null;
  }

  children(node: HtmlNode, look: Look): void {
    for (let index = 0; index < node.childNodes.length; index += 1) {
      const child = node.childNodes[index];
      if (child) this.#node(child, look);
    }
  }

  #node(node: HtmlNode, look: Look): void {
    const name = node.nodeName.toUpperCase();
    if (name === '#TEXT') this.#say(node.nodeValue ?? '', look);
    else if (name === 'BR') this.#say('\n', { ...look, keepsSpace: true });
    else if (name === 'IMG') this.#say(node.getAttribute?.('alt') ?? '', look);
    else if (name === 'PRE') this.#code(node);
    else if (name === 'BLOCKQUOTE') this.#quote(node, look);
    else if (name === 'UL' || name === 'OL') this.#list(node, look, name === 'OL');
    else if (name === 'LI') this.#item(node, look);
    else if (name.startsWith('#') || SKIPPED.has(name) || isHidden(node)) return;
    else this.#element(node, name, look);
  }

  #element(node: HtmlNode, name: string, look: Look): void {
    const isHead = /^H[1-6]$/.test(name);
    const isBlock = isHead || BLOCKS.has(name);
    const inside = lookOf(node, isHead ? 'B' : name, look);
    if (name === 'TD' || name === 'TH') this.#cell();
    if (isBlock) this.#flush();
    this.children(node, inside);
    if (!isBlock) return;
    this.#flush();
    this.#wantsGap ||= (name === 'P' || name === 'TABLE') && this.#items.length === 0;
  }

  #say(text: string, { keepsSpace, ...look }: Look): void {
    const shown = text.replaceAll('\u00a0', ' ');
    if (shown !== '') this.#runs.push({ ...look, text: keepsSpace ? shown : shown.replaceAll(/[\t\n\f\r ]+/g, ' ') });
  }

  #cell(): void {
    if (this.#runs.length > 0) this.#say('\t', { ...PLAIN, keepsSpace: true });
  }

  #quote(node: HtmlNode, look: Look): void {
    const prefix = this.#prefix.length < MOST_PREFIX ? `${this.#prefix}> ` : this.#prefix;
    this.#within(prefix, '', () => this.children(node, look));
    this.#isFormatted = true;
    this.#wantsGap = true;
  }

  #list(node: HtmlNode, look: Look, ordered: boolean): void {
    this.#flush();
    const start = Number(node.getAttribute?.('start') ?? 1);
    this.#items.push({ ordered, count: ordered && Number.isSafeInteger(start) && start > 0 ? start - 1 : 0 });
    this.children(node, look);
    this.#flush();
    this.#items.pop();
    this.#wantsGap = this.#items.length === 0;
  }

  #item(node: HtmlNode, look: Look): void {
    const list = this.#items.at(-1) ?? { ordered: false, count: 0 };
    list.count += 1;
    const marker = list.ordered ? `${list.count}. ` : '- ';
    const room = this.#prefix.length - this.#prefix.trimEnd().length < MOST_INDENT ? ' '.repeat(marker.length) : '';
    this.#within(this.#prefix + room, this.#prefix + marker, () => this.children(node, look));
    this.#isFormatted = true;
  }

  #code(node: HtmlNode): void {
    this.#flush();
    const code = textOf(node).replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
    if (code === '') return;
    const fence = ticksFor(code).padEnd(3, '`');
    for (const line of [fence, ...code.split('\n'), fence]) this.#line(line);
    this.#isFormatted = true;
    this.#wantsGap = false;
  }

  /** Writes what `work` finds behind another prefix; its first line begins with the marker, if there is one. */
  #within(prefix: string, marker: string, work: () => void): void {
    this.#flush();
    const before = this.#prefix;
    this.#prefix = prefix;
    this.#marker = marker;
    work();
    this.#flush();
    this.#prefix = before;
    this.#marker = '';
  }

  #flush(): void {
    const { text, isFormatted } = serialized(this.#runs);
    this.#runs = [];
    if (text === '') return;
    this.#isFormatted ||= isFormatted;
    for (const line of text.split('\n')) this.#line(line);
  }

  #line(text: string): void {
    if (this.#wantsGap && this.#lines.length > 0) this.#lines.push(this.#prefix.trimEnd());
    this.#wantsGap = false;
    this.#lines.push((this.#marker || this.#prefix) + text);
    this.#marker = '';
  }
}

/** Names of elements and what word processors write into `style`. */
function lookOf(node: HtmlNode, name: string, look: Look): Look {
  const style = node.getAttribute?.('style')?.toLowerCase().slice(0, 2_000) ?? '';
  const weight = /(?:^|;|\s)font-weight:\s*(?<weight>\w+)/.exec(style)?.groups?.['weight'];
  const space = /(?:^|;|\s)white-space(?:-collapse)?:\s*(?<space>\w+)/.exec(style)?.groups?.['space'];
  const href = name === 'A' ? safeHref(node.getAttribute?.('href') ?? '') : null;
  const isStruck = name === 'S' || name === 'DEL' || name === 'STRIKE';
  return {
    bold: weight === undefined ? look.bold || name === 'B' || name === 'STRONG' : isHeavy(weight),
    italic: look.italic || name === 'I' || name === 'EM' || /font-style:\s*italic/.test(style),
    strike: look.strike || isStruck || /text-decoration[a-z-]*:[^;]*line-through/.test(style),
    code: look.code || TICKED.has(name),
    href: href ?? look.href,
    keepsSpace: space === undefined ? look.keepsSpace : /^(?:pre|preserve|break)/.test(space),
  };
}

const isHeavy = (weight: string): boolean => weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;

const isHidden = (node: HtmlNode): boolean =>
  /display:\s*none/.test(node.getAttribute?.('style')?.slice(0, 2_000) ?? '');

function textOf(node: HtmlNode): string {
  const parts: string[] = [];
  const waiting: HtmlNode[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.nodeName === '#text') parts.push(next.nodeValue ?? '');
    else if (next.nodeName.toUpperCase() === 'BR') parts.push('\n');
    for (let index = next.childNodes.length - 1; index >= 0; index -= 1) {
      const child = next.childNodes[index];
      if (child) waiting.push(child);
    }
  }
  return parts.join('');
}

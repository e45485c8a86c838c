import { UserId } from '../../protocol/ids.ts';
import type { Mentions } from '../../protocol/message.ts';

/** Most people that one message may call by name. */
const MOST = 100;
const TAG = /<(?:@(U[0-9a-z]{26})|!(channel|here))>/g;

const NOBODY: Mentions = { people: [], channel: false, here: false };

/** Whom a text calls by `<@U…>`, `<!channel>` and `<!here>` outside of code. Time is linear in the text. */
export function mentionsIn(text: string): Mentions {
  if (!text.includes('<@') && !text.includes('<!')) return NOBODY;
  const people = new Set<string>();
  let channel = false;
  let here = false;
  for (const [, person, group] of outsideCode(text).matchAll(TAG)) {
    if (group === 'channel') channel = true;
    else if (group === 'here') here = true;
    else if (person !== undefined && people.size < MOST && UserId.safeParse(person).success) people.add(person);
  }
  return { people: [...people], channel, here };
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** The text without its code spans and fenced blocks: what stands between two runs of equally many backticks. */
function outsideCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map((match): Run => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (runs.length === 0) return text;
  const closing = closers(runs);
  let out = '';
  let at = 0;
  for (let i = 0; i < runs.length; i++) {
    const open = runs[i];
    const close = closing[i];
    if (!open || !isCode(open, close)) continue;
    out += `${text.slice(at, open.start)} `;
    at = close === undefined ? text.length : (runs[close]?.end ?? text.length);
    if (close === undefined) break;
    i = close;
  }
  return out + text.slice(at);
}

/** A fence that nobody closes runs to the end of the text; a single backtick that nobody closes is just that. */
const isCode = (open: Run, close: number | undefined): boolean => close !== undefined || open.end - open.start >= 3;

/** For each run, the next run of the same length. */
function closers(runs: readonly Run[]): (number | undefined)[] {
  const next = new Map<number, number>();
  const found: (number | undefined)[] = [];
  for (let i = runs.length - 1; i >= 0; i--) {
    const run = runs[i];
    if (!run) continue;
    const length = run.end - run.start;
    found[i] = next.get(length);
    next.set(length, i);
  }
  return found;
}

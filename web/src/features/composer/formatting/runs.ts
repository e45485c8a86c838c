import { parseInline } from '../../conversation/markdown/inline.ts';
import type { Inline } from '../../conversation/markdown/tree.ts';
import { ticksFor } from './marks.ts';

/** A piece of a paragraph in one look. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly href: string | null;
}

type Level = Exclude<keyof Run, 'text'>;
/** From the outermost mark to the innermost. */
const LEVELS: readonly Level[] = ['href', 'bold', 'italic', 'strike', 'code'];

interface Written {
  readonly text: string;
  /** Whether there is any mark in it. */
  readonly isFormatted: boolean;
}

/** One paragraph as Markdown, without spaces at the ends of its lines. */
export function serialized(runs: readonly Run[]): Written {
  const shown = tidied(runs);
  const isFormatted = shown.some((run) => LEVELS.some((name) => Boolean(run[name])));
  return { text: shown.length === 0 ? '' : leveled(shown, 0), isFormatted };
}

/** Spaces collapse across runs, and are gone at the ends of lines; so are runs that have nothing left. */
function tidied(runs: readonly Run[]): readonly Run[] {
  const out: Run[] = [];
  let before = '\n';
  for (const run of runs) {
    const text = /\s$/.test(before) ? run.text.replace(/^[ ]+/, '') : run.text;
    if (text === '') continue;
    if (text.startsWith('\n')) trimLast(out);
    out.push({ ...run, text });
    before = text;
  }
  trimLast(out);
  while (out.at(-1)?.text.trim() === '') out.pop();
  return out[0]?.text.trim() === '' ? out.slice(1) : out;
}

function trimLast(out: Run[]): void {
  const last = out.pop();
  const text = last?.text.replace(/ $/, '') ?? '';
  if (last && text !== '') out.push({ ...last, text });
}

function leveled(runs: readonly Run[], depth: number): string {
  const name = LEVELS[depth];
  if (name === undefined) return escaped(runs.map(({ text }) => text).join(''));
  const out: string[] = [];
  for (let at = 0; at < runs.length;) {
    const value = runs[at]?.[name];
    let end = at;
    while (end < runs.length && runs[end]?.[name] === value) end += 1;
    const group = runs.slice(at, end);
    const next = runs[end]?.text.charAt(0) ?? '';
    const before = out.at(-1)?.slice(-1) ?? '';
    out.push(value ? marked(name, group, depth, before, next) : leveled(group, depth + 1));
    at = end;
  }
  return out.join('');
}

function marked(name: Level, group: readonly Run[], depth: number, before: string, next: string): string {
  const href = group[0]?.href ?? '';
  if (name === 'href') return lines(leveled(group, depth + 1), (words) => link(words, href));
  if (name === 'code') return lines(group.map(({ text }) => text).join(''), ticked);
  const inWord = /[\p{L}\p{N}_]/u.test(before + next);
  const sign = name === 'bold' ? '**' : name === 'strike' ? '~~' : inWord ? '*' : '_';
  return lines(leveled(group, depth + 1), (words) => sign + words + sign);
}

/** Marks touch their words, and end with the line. */
function lines(text: string, mark: (words: string) => string): string {
  const one = (line: string): string => {
    const words = line.trim();
    if (words === '') return line;
    const from = line.indexOf(words);
    return line.slice(0, from) + mark(words) + line.slice(from + words.length);
  };
  return text.split('\n').map(one).join('\n');
}

function link(words: string, href: string): string {
  const target = href.trim().replaceAll('(', '%28').replaceAll(')', '%29');
  return words === href || words === href.replace(/^mailto:/i, '') ? href : `[${words}](${target})`;
}

function ticked(code: string): string {
  const ticks = ticksFor(code);
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return ticks + pad + code + pad + ticks;
}

/** Marks that were only characters stay that. */
const escaped = (text: string): string =>
  parseInline(text).every((node) => isItself(node)) && !/^\s*>/.test(text)
    ? text
    : text.replaceAll(/[\\`*_~[\]<>]/g, String.raw`\$&`);

const isItself = (node: Inline): boolean =>
  typeof node === 'string' || (node.type === 'link' && node.children.length === 1 && node.children[0] === node.href);

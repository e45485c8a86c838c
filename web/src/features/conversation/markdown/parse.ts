import { parseInline } from './inline.ts';
import type { Block } from './tree.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,}) ?([\w+#.-]{0,30}) *$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,12})(?:([-*+•])|(\d{1,9})[.)]) +(?=\S)/;
/** Deeper nesting is shown as text: it bounds the tree, whatever is pasted. */
const MAX_DEPTH = 5;

/** Message text → blocks, in time linear in its length. */
export const parse = (text: string): readonly Block[] => blocksOf(text.split('\n'), 0);

interface Reader {
  readonly lines: readonly string[];
  readonly depth: number;
  at: number;
}

function blocksOf(lines: readonly string[], depth: number): readonly Block[] {
  const reader: Reader = { lines, depth, at: 0 };
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = () => {
    const text = plain.join('\n').replace(/^\n+/, '').trimEnd();
    if (text !== '') blocks.push({ type: 'paragraph', children: parseInline(text) });
    plain = [];
  };
  while (reader.at < lines.length) {
    const block = specialBlock(reader);
    if (block) {
      flush();
      blocks.push(block);
    } else plain.push(lines[reader.at++] ?? '');
  }
  flush();
  return blocks;
}

function specialBlock(reader: Reader): Block | null {
  const line = reader.lines[reader.at] ?? '';
  if (FENCE.test(line)) return fence(reader, line);
  if (reader.depth >= MAX_DEPTH) return null;
  if (QUOTE.test(line)) return quote(reader, line);
  const item = ITEM.exec(line);
  return item ? list(reader, item) : null;
}

/** Up to the closing fence, or to the end when there is none. */
function fence(reader: Reader, opening: string): Block {
  const [, marks = '```', language = ''] = FENCE.exec(opening) ?? [];
  const inside: string[] = [];
  for (reader.at += 1; reader.at < reader.lines.length; reader.at += 1) {
    const line = reader.lines[reader.at] ?? '';
    const closing = FENCE.exec(line)?.[1];
    if (closing?.startsWith(marks) && line.trim() === closing) {
      reader.at += 1;
      break;
    }
    inside.push(line);
  }
  return { type: 'code', language, text: inside.join('\n') };
}

function quote(reader: Reader, first: string): Block {
  const inside: string[] = [];
  for (let line = first; QUOTE.test(line); line = lineAfter(reader)) inside.push(line.replace(QUOTE, ''));
  return { type: 'quote', blocks: blocksOf(inside, reader.depth + 1) };
}

/** Items of one kind and indentation; deeper lines belong to the item above them. */
function list(reader: Reader, first: RegExpExecArray): Block {
  const indent = first[1]?.length ?? 0;
  const ordered = first[3] !== undefined;
  const items: Block[][] = [];
  for (let item: RegExpExecArray | null = first; item; item = nextItem(reader, indent, ordered)) {
    const lines = [item.input.slice(item[0].length)];
    for (let line = spacedAfter(reader); isInside(line, indent); line = spacedAfter(reader)) {
      lines.push(outdent(line, indent + 2));
    }
    items.push([...blocksOf(lines, reader.depth + 1)]);
  }
  return { type: 'list', start: ordered ? Number(first[3]) : null, items };
}

function nextItem(reader: Reader, indent: number, ordered: boolean): RegExpExecArray | null {
  const item = ITEM.exec(reader.lines[reader.at] ?? '');
  return item && (item[1]?.length ?? 0) === indent && (item[3] !== undefined) === ordered ? item : null;
}

const lineAfter = (reader: Reader): string => reader.lines[(reader.at += 1)] ?? '';
/** A tab at its beginning is as wide as four spaces. */
const spacedAfter = (reader: Reader): string => lineAfter(reader).replaceAll(/\t/gy, '    ');

const isInside = (line: string, indent: number): boolean => line.trim() !== '' && indentOf(line) > indent + 1;
const indentOf = (line: string): number => line.length - line.trimStart().length;
const outdent = (line: string, by: number): string => line.slice(Math.min(by, indentOf(line)));

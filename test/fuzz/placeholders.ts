/** Cases are made before the things that they name: `=person:3` in a case stands for the fourth person's id. */
import * as fc from 'fast-check';
import type { Known, Kind } from './world.ts';

const MARK = /^=([a-z]+):(\d+)$/;

export const named = (kind: Kind): fc.Arbitrary<string> => fc.nat({ max: 11 }).map((index) => `=${kind}:${index}`);

const BY_PATTERN: readonly (readonly [RegExp, Kind])[] = [
  [/^\^U/, 'person'],
  [/^\^W/, 'workspace'],
  [/^\^\[CD\]/, 'channel'],
  [/^\^\[A-Za-z0-9_-\]\{8,64\}/, 'session'],
  [/^\^\[A-Za-z0-9_-\]\{43\}/, 'secret'],
  [/^\^\[0-9a-f\]\{64\}/, 'invite'],
  [/^email$/, 'email'],
];

/** Names of existing things for the pattern of an id. */
export function knownFor(pattern: string): fc.Arbitrary<string> | undefined {
  const kind = BY_PATTERN.find(([form]) => form.test(pattern))?.[1];
  return kind && named(kind);
}

/** The case with ids in the places of their names. */
export function resolved(value: unknown, known: Known): unknown {
  if (typeof value === 'string') return idOf(value, known);
  if (Array.isArray(value)) return value.map((each) => resolved(each, known));
  if (typeof value !== 'object' || value === null) return value;
  const copy = {};
  for (const [name, inner] of Object.entries(value)) {
    const field = { value: resolved(inner, known), enumerable: true, configurable: true, writable: true };
    Object.defineProperty(copy, name, field);
  }
  return copy;
}

function idOf(text: string, known: Known): string {
  const [, kind = '', index = '0'] = MARK.exec(text) ?? [];
  const ids = isKind(kind, known) ? known[kind] : [];
  return ids[Number(index) % Math.max(1, ids.length)] ?? text;
}

const isKind = (kind: string, known: Known): kind is Kind => Object.hasOwn(known, kind);

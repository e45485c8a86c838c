import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  actorsOf,
  type Deed,
  groundsFor,
  PERMISSIONS,
  type Setting,
} from '../../../lambdas/domain/permissions.ts';

const SETTINGS: readonly Setting[] = ['general', 'public', 'private', 'direct', 'group'];
const ACTORS: readonly Actor[] = ['admin', 'manager', 'member', 'colleague'];
const isActor = (name: string): name is Actor => ACTORS.some((actor) => actor === name);

/** Rows of the table in docs/permissions.md: the deed in backticks, then a cell for each setting. */
function documented(): Map<string, readonly (readonly Actor[])[]> {
  const text = readFileSync(new URL('../../../docs/permissions.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| [^|]*\(`(\w+)`\) \|(.*)\|$/gm)];
  return new Map(
    rows.map(([, deed = '', cells = '']) => [
      deed,
      cells.split('|').map((cell) => cell.trim().split(', ').filter(isActor)),
    ]),
  );
}

describe('permissions', () => {
  it('are those that the documentation tells', () => {
    const expected = Object.entries(PERMISSIONS).map(
      ([deed, where]) =>
        [deed, SETTINGS.map((setting) => ACTORS.filter((actor) => where[setting].includes(actor)))] as const,
    );
    expect([...documented()]).toEqual(expected);
  });

  it.each<[Deed, Setting, Parameters<typeof actorsOf>, Actor | undefined]>([
    ['rename', 'public', ['member', 'member'], undefined],
    ['rename', 'public', ['member', 'manager'], 'manager'],
    ['rename', 'public', ['admin', undefined], 'admin'],
    ['leave', 'general', ['owner', 'manager'], undefined],
    ['archive', 'general', ['owner', 'manager'], undefined],
    ['send', 'public', ['owner', undefined], undefined],
    ['send', 'public', ['member', 'member'], 'member'],
    ['add', 'private', ['owner', 'member'], 'member'],
    ['remove', 'private', ['member', 'member'], undefined],
    ['leave', 'direct', ['owner', 'manager'], undefined],
    ['join', 'private', ['owner', undefined], undefined],
  ])('%s in %s', (deed, setting, who, grounds) => {
    expect(groundsFor(deed, setting, actorsOf(...who))).toBe(grounds);
  });
});

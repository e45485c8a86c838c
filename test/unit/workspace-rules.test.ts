import { describe, expect, test } from 'vitest';
import { mayChangeRole, mayInvite, mayRemove } from '../../lambdas/domain/workspace-rules.ts';
import { folded } from '../../lambdas/domain/folded.ts';
import { WORKSPACE_ROLES } from '../../protocol/workspace.ts';

describe('who may do what', () => {
  test('roles: owners everything, admins nothing about owners, members nothing', () => {
    const allowed = WORKSPACE_ROLES.flatMap((by) =>
      WORKSPACE_ROLES.flatMap((from) =>
        WORKSPACE_ROLES.filter((to) => mayChangeRole(by, from, to)).map((to) => `${by}: ${from} → ${to}`),
      ),
    );
    expect(allowed.filter((line) => line.startsWith('owner'))).toHaveLength(9);
    expect(allowed.filter((line) => line.startsWith('admin'))).toEqual([
      'admin: admin → admin',
      'admin: admin → member',
      'admin: member → admin',
      'admin: member → member',
    ]);
    expect(allowed.filter((line) => line.startsWith('member'))).toEqual([]);
  });

  test('removal and invites follow the same order', () => {
    expect(mayRemove('admin', 'owner')).toBe(false);
    expect(mayRemove('member', 'member')).toBe(false);
    expect(mayInvite('member', 'member')).toBe(true);
    expect(mayInvite('member', 'admin')).toBe(false);
    expect(mayInvite('owner', 'owner')).toBe(false);
  });
});

test('names sort and are found without case and accents, in any script, within a key’s length', () => {
  expect(folded('  Émilie  du   Châtelet ')).toBe('emilie du chatelet');
  expect(folded('İSTANBUL')).toBe('istanbul');
  expect(folded('हिन्दी')).toBe('हिन्दी');
  expect(Buffer.byteLength(folded('\ufdfa'.repeat(80)))).toBeLessThan(400);
});

import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId, subOf, userIdOf } from '../../lambdas/domain/ids.ts';
import { hashOf, newSecret, sameText, seal, unseal } from '../../lambdas/domain/secrets.ts';
import { ChannelId, InviteId, UserId, WorkspaceId } from '../../protocol/ids.ts';
import { Secret } from '../../protocol/text.ts';

const random = { bytes: (count: number) => randomBytes(count) };

test('ids and secrets are as the protocol says', () => {
  expect(WorkspaceId.safeParse(newId('W', random)).success).toBe(true);
  expect(ChannelId.safeParse(newId('C', random)).success).toBe(true);
  expect(Secret.safeParse(newSecret(random)).success).toBe(true);
  expect(InviteId.safeParse(hashOf(newSecret(random))).success).toBe(true);
});

test('a person’s id is the sub in other digits', () => {
  const subs = [...Array.from({ length: 50 }, () => randomUUID()), '00000000-0000-0000-0000-000000000000'];
  for (const sub of subs) {
    expect(UserId.safeParse(userIdOf(sub)).success).toBe(true);
    expect(subOf(userIdOf(sub))).toBe(sub);
  }
  expect(() => userIdOf('not-a-uuid')).toThrow('UUID');
});

test('a sealed text opens with its secret only, and whole', () => {
  const secret = newSecret(random);
  const sealed = seal('the refresh token', secret, random);
  expect(unseal(sealed, secret)).toBe('the refresh token');
  expect(sealed).not.toBe(seal('the refresh token', secret, random));
  expect(() => unseal(sealed, newSecret(random))).toThrow('authenticate');
  const bytes = Buffer.from(sealed, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  expect(() => unseal(bytes.toString('base64url'), secret)).toThrow('authenticate');
});

test('texts are compared whatever their length', () => {
  expect([sameText('a', 'a'), sameText('a', 'ab'), sameText('', 'a'), sameText('', '')]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

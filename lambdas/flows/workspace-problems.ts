import { Problem } from '../../protocol/errors.ts';

export const lastOwner = (): Problem =>
  new Problem('conflict', 'A workspace needs an owner. Make somebody else an owner first.', { reason: 'last_owner' });

export const roleChanged = (): Problem =>
  new Problem('conflict', 'Somebody’s role has just changed. Look at it again, then repeat.', {
    reason: 'role_changed',
  });

export const leaveInstead = (): Problem =>
  new Problem('conflict', 'You cannot remove yourself. Leave the workspace instead.', { reason: 'self' });

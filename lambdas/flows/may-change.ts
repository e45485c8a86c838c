import type { Deed } from '../domain/permissions.ts';
import type { Scope } from '../ports/index.ts';
import type { ChangeRequest } from './change-channel.ts';
import { permit } from './permit.ts';
import { standIn } from './see-channel.ts';

interface Asked extends Scope {
  readonly caller: { readonly userId: string; readonly connectionId: string | null };
}

/** The channel that the caller asks to change, and the request with what their permission rests on. @throws forbidden */
export async function mayChange(context: Asked, channelId: string, deed: Deed) {
  const { userId, connectionId } = context.caller;
  const standing = await standIn(context, userId, channelId);
  const request: ChangeRequest = { by: userId, origin: connectionId, grounds: permit(standing, deed) };
  return { head: standing.head, request };
}

import { createHash } from 'node:crypto';
import { encoded } from './ids.ts';

/** The id of the channel that a person makes by a request of theirs: the same request, the same id. */
export const channelIdOf = (userId: string, requestId: string): string => `C${hashed(['channel', userId, requestId])}`;

/** The id of the conversation that these people of a workspace share: the same people, the same id. */
export function directIdOf(workspaceId: string, userIds: readonly string[]): string {
  return `D${hashed([workspaceId, ...userIds.toSorted()])}`;
}

const hashed = (names: readonly string[]): string =>
  encoded(createHash('sha256').update(names.join('#')).digest().subarray(0, 16));

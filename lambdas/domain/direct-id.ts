import { createHash } from 'node:crypto';
import { encoded } from './ids.ts';

/** The id of the conversation that these people of a workspace share: the same people, the same id. */
export function directIdOf(workspaceId: string, userIds: readonly string[]): string {
  const named = [workspaceId, ...userIds.toSorted()].join('#');
  return `D${encoded(createHash('sha256').update(named).digest().subarray(0, 16))}`;
}

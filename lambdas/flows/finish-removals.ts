import type { Scope } from '../ports/index.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';

/** Finishes those removals of a person from workspaces that a crash interrupted; `rows` are all their places, also former ones. */
export async function finishRemovals(scope: Scope, rows: readonly WorkspaceMemberRow[]): Promise<void> {
  const interrupted = rows.filter(({ endingBy }) => endingBy !== null);
  if (interrupted.length === 0) return;
  const { finishEnding } = await import('./end-workspace-membership.ts');
  for (const row of interrupted) await finishEnding(scope, row);
}

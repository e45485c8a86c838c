import { numberOf, textOf } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Condition, Item, Store, Write } from './store.ts';

/** A workspace as it is stored. */
export interface WorkspaceRow {
  readonly workspaceId: string;
  readonly name: string;
  readonly generalChannelId: string;
  /** How many owners there are: never less than one. */
  readonly owners: number;
}

export const toWorkspaceRow = (item: Item): WorkspaceRow => ({
  workspaceId: textOf(item, 'workspaceId'),
  name: textOf(item, 'name'),
  generalChannelId: textOf(item, 'generalChannelId'),
  owners: numberOf(item, 'owners'),
});

export async function loadWorkspace(store: Store, workspaceId: string): Promise<WorkspaceRow | undefined> {
  const item = await store.get(keys.workspace(workspaceId), { consistent: true });
  return item && toWorkspaceRow(item);
}

export interface NewWorkspace {
  readonly workspaceId: string;
  readonly name: string;
  readonly generalChannelId: string;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** A workspace with its first owner. */
export const putWorkspace = (workspace: NewWorkspace): Write => ({
  put: { ...keys.workspace(workspace.workspaceId), v: ITEM_VERSION, owners: 1, ...workspace },
  if: { absent: 'pk' },
});

export const renameWorkspace = (workspaceId: string, name: string): Extract<Write, { update: object }> => ({
  update: keys.workspace(workspaceId),
  changes: { set: { name } },
  if: { exists: 'pk' },
});

/** One owner more, or one less; refused for the last one. */
export function countOwner(workspaceId: string, difference: 1 | -1): Write {
  const another: Condition = { gt: ['owners', 1] };
  return {
    update: keys.workspace(workspaceId),
    changes: { add: { owners: difference } },
    if: difference === 1 ? { exists: 'pk' } : another,
  };
}

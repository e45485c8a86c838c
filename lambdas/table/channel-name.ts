import { textOf } from './attributes.ts';
import { ITEM_VERSION, keys, ranges, workspacePk } from './schema.ts';
import type { Cursor, Store, Write } from './store.ts';

/** An entry in the directory of a workspace's public channels; it holds the name, so names are unique. */
export interface ChannelName {
  readonly name: string;
  readonly channelId: string;
}

export const putChannelName = (workspaceId: string, name: string, channelId: string): Write => ({
  put: { ...keys.channelName(workspaceId, name), v: ITEM_VERSION, type: 'channelName', name, channelId },
  if: { absent: 'pk' },
});

export const deleteChannelName = (workspaceId: string, name: string, channelId: string): Write => ({
  delete: keys.channelName(workspaceId, name),
  if: { eq: ['channelId', channelId] },
});

/** A page of names, ascending. Eventual. */
export async function channelNames(
  store: Store,
  workspaceId: string,
  limit: number,
  from: Cursor | undefined,
): Promise<{ readonly names: readonly ChannelName[]; readonly next: Cursor | undefined }> {
  const page = await store.query({
    pk: workspacePk(workspaceId),
    sk: ranges.channelNames,
    limit,
    ...(from ? { from } : {}),
  });
  const names = page.items.map((item) => ({ name: textOf(item, 'name'), channelId: textOf(item, 'channelId') }));
  return { names, next: page.next };
}

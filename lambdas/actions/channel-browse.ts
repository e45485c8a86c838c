import { forbidden, Problem } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { loadChannels, toChannel } from '../table/channel.ts';
import { howMany } from '../table/channel-count.ts';
import { channelNames } from '../table/channel-name.ts';
import { fromMark, toMark } from '../table/page-mark.ts';
import { keys, workspacePk } from '../table/schema.ts';
import type { Cursor, Item, Key } from '../table/store.ts';
import { loadWorkspaceMember } from '../table/workspace-member.ts';
import { action, type Context } from './action.ts';

/** Pages of names that one call looks through for a text. */
const PAGES = 10;

export const channelBrowse = action('channel.browse', {
  async allow({ store, caller }, { workspaceId }) {
    if (!(await loadWorkspaceMember(store, workspaceId, caller.userId))) throw forbidden();
  },

  async run(context, { workspaceId, text = '', archived = false, from }) {
    const { names, next } = await namesWith(context, workspaceId, text, from);
    const ids = names.map(({ channelId }) => channelId);
    const [heads, joined, counts] = await Promise.all([
      loadChannels(context.store, ids),
      itemsOf(context, ids, (channelId) => keys.channelMember(channelId, context.caller.userId)),
      itemsOf(context, ids, keys.channelCount),
    ]);
    const listed = heads.filter((head) => head.kind === 'public' && head.archived === archived);
    const channels = await Promise.all(
      listed.map(async (head) => {
        const { channelId } = head;
        const members = await howMany(context.store, channelId, counts.get(channelId));
        const found = { channel: toChannel(head), joined: joined.has(channelId) };
        return members === undefined ? found : Object.assign(found, { members });
      }),
    );
    return { channels, ...(next ? { next: toMark(next) } : {}) };
  },
});

async function namesWith({ store }: Context, workspaceId: string, text: string, from: string | undefined) {
  const list = { equal: { pk: workspacePk(workspaceId) }, prefix: { sk: 'N#' } };
  let next: Cursor | undefined = from === undefined ? undefined : fromMark(from, list);
  if (from !== undefined && !next) throw new Problem('invalid', 'Begin this list anew.', { field: 'from' });
  const wanted = text.trim().toLowerCase().normalize('NFC');
  for (let pages = 1; ; pages++) {
    const page = await channelNames(store, workspaceId, LIMITS.channelsPage, next);
    const names = page.names.filter(({ name }) => name.includes(wanted));
    next = page.next;
    if (names.length > 0 || !next || pages >= PAGES) return { names, next };
  }
}

/** What there is under the keys of these channels, by channel. */
async function itemsOf(
  { store }: Context,
  channelIds: readonly string[],
  keyOf: (channelId: string) => Key,
): Promise<ReadonlyMap<string, Item>> {
  if (channelIds.length === 0) return new Map();
  const items = await store.getMany(channelIds.map(keyOf));
  return new Map(items.flatMap((item, at) => (item ? [[channelIds[at] ?? '', item]] : [])));
}

import { forbidden, Problem } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { loadChannels, toChannel } from '../table/channel.ts';
import { channelNames } from '../table/channel-name.ts';
import { fromMark, toMark } from '../table/page-mark.ts';
import { keys, workspacePk } from '../table/schema.ts';
import type { Cursor } from '../table/store.ts';
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
    const found = await loadChannels(
      context.store,
      names.map(({ channelId }) => channelId),
    );
    const heads = found.filter((head) => head.kind === 'public' && head.archived === archived);
    const joined = await isIn(
      context,
      heads.map(({ channelId }) => channelId),
    );
    const channels = heads.map((head, index) => ({ channel: toChannel(head), joined: joined[index] === true }));
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

async function isIn({ store, caller }: Context, channelIds: readonly string[]): Promise<readonly boolean[]> {
  if (channelIds.length === 0) return [];
  const rows = await store.getMany(channelIds.map((channelId) => keys.channelMember(channelId, caller.userId)));
  return rows.map((row) => row !== undefined);
}

import { keys } from '../../lambdas/table/schema.ts';
import { key } from '../../web/src/store/state.ts';
import type { Play } from './play.ts';
import type { Tab } from './tab.ts';

/** What a tab still lacks; null when it is level with the table. A page of before a deploy need not be. */
export function unsettled(play: Play, tab: Tab): string | null {
  if (tab.isOld) return null;
  const { store } = tab.engine;
  if (store.get('session').phase !== 'in') return 'not logged in';
  if (store.get('connection').phase !== 'live') return `connection is ${store.get('connection').phase}`;
  if (store.get('start') !== 'fresh') return 'start not fetched';
  for (const name of Object.keys(store.state)) {
    if (name.startsWith('outbox:')) {
      const outbox = store.get(name as `outbox:${string}`) ?? [];
      if (outbox.some(({ status }) => status !== 'failed')) return `${name} is not empty`;
    }
    if (name.startsWith('unread:') && store.get(name as `unread:${string}`)?.stale) return `${name} is stale`;
    if (name.startsWith('reading:')) return `${name} is not confirmed`;
  }
  const { general, secret, direct } = play.world.place;
  for (const channelId of [general, secret, direct]) {
    const lack = lackIn(play, tab, channelId);
    if (lack) return `${channelId}: ${lack}`;
  }
  return null;
}

function lackIn(play: Play, tab: Tab, channelId: string): string | null {
  const { store } = tab.engine;
  const table = play.world.backend.store;
  const own = store.get(key.channel(channelId));
  const row = table.get(keys.channelMember(channelId, tab.userId ?? ''));
  if (!own || !row) return (row !== undefined) === (own !== undefined) ? null : 'membership';
  if (own.membership.readVersion !== row['readVersion']) return 'read marker';
  const meta = table.get(keys.channel(channelId));
  if (!meta || own.seq !== meta['seq']) return `knows up to ${own.seq}`;
  if (own.channel.lastSeq !== meta['lastSeq']) return `knows the channel of ${own.channel.lastSeq}`;
  if (!play.shownIn(tab).includes(channelId)) return null;
  const timeline = store.get(key.timeline(channelId));
  if (!timeline) return 'no timeline';
  return timeline.through === own.seq ? null : `shows up to ${timeline.through}`;
}

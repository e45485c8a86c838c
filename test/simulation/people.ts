import { key } from '../../web/src/store/state.ts';
import type { Play } from './play.ts';
import type { SeededRandom } from './random.ts';
import type { Tab } from './tab.ts';

/** What a person does. */
export function act(play: Play, tab: Tab, random: SeededRandom): void {
  const { engine } = tab;
  if (engine.store.get('connection').phase === 'outdated' && random.chance(0.3)) return reload(play, tab);
  const channelId = play.shownIn(tab)[0] ?? play.anyChannel(random);
  const draw = random.next();
  if (draw < 0.45) send(play, tab, channelId);
  else if (draw < 0.65) change(play, tab, channelId, random);
  else if (draw < 0.73) play.show(tab, play.anyChannel(random));
  else if (draw < 0.8) play.try(() => engine.markRead(channelId));
  else if (draw < 0.82) play.try(() => engine.loadOlder(channelId));
  else if (draw < 0.84) play.try(() => engine.jumpTo(channelId, random.between(1, 20)));
  else if (draw < 0.87) play.try(() => engine.attention(random.chance(0.6)));
  else govern(play, random);
}

/** Edits, deletes or puts back to unread one of one's own messages. */
export function change(play: Play, { engine, userId }: Tab, channelId: string, random: SeededRandom): void {
  const own = (engine.store.get(key.timeline(channelId))?.messages ?? []).filter(
    (message) => message.author === userId && message.deletedAt === null && message.notice === null,
  );
  if (own.length === 0) return;
  const { seq } = random.pick(own);
  const draw = random.next();
  if (draw < 0.6) play.try(() => engine.editMessage(channelId, seq, play.text('edited')));
  else if (draw < 0.88) play.try(() => engine.deleteMessage(channelId, seq));
  else {
    if (userId) play.unreadAgain.add(userId);
    play.try(() => engine.markUnread(channelId, seq));
  }
}

export function send(play: Play, tab: Tab, channelId: string): void {
  const { userId, browser } = tab;
  if (!userId || !tab.engine.store.get(key.channel(channelId))) return;
  const text = play.text('message');
  play.try(() => {
    const clientMessageId = tab.engine.send(channelId, text);
    play.written.push({ userId, channelId, clientMessageId, text, browser });
  });
}

/** The page says that it is out of date. */
function reload(play: Play, tab: Tab): void {
  const person = play.world.people.find(({ browser }) => browser === tab.browser);
  const shown = play.shownIn(tab);
  tab.kill();
  if (person) play.start(person, ...shown);
}

/** The owner takes people out of the private channel, puts them back, renames it. */
function govern(play: Play, random: SeededRandom): void {
  const [ada, ...others] = play.world.people;
  const tab = ada?.browser.tabs[0];
  if (!tab || tab.isFrozen) return;
  const { secret: channelId } = play.world.place;
  const { userId, browser } = random.pick(others);
  const draw = random.next();
  if (draw < 0.5) {
    const theirs = browser.tabs.find((one) => !one.isFrozen);
    if (theirs && random.chance(0.5)) send(play, theirs, channelId);
    const sending = theirs?.engine.store.get(key.outbox(channelId))?.some(({ status }) => status !== 'failed');
    if (sending) play.note('removedWhileSending', 'message.send');
    play.try(() => tab.engine.request('channel.removeMember', { channelId, userId }));
  } else if (draw < 0.8) play.try(() => tab.engine.request('channel.addMembers', { channelId, userIds: [userId] }));
  else play.try(() => tab.engine.request('channel.rename', { channelId, name: play.text('plans').replace(' ', '-') }));
}

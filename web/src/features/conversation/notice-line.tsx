import type { Message, Notice } from '../../../../protocol/message.ts';
import { nameIn, useSelect } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import type { State } from '../../store/state.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { PLACE_ICONS } from '../../ui/place-icons.ts';
import { listed } from '../sentence.ts';
import { fullTimeOf, timeOf } from '../times.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import css from './notice-line.module.css';

const ICONS: Readonly<Record<Notice['what'], IconName>> = {
  created: 'hash',
  joined: 'invite',
  added: 'invite',
  left: MORE_ICONS.leave,
  removed: MORE_ICONS.leave,
  renamed: MORE_ICONS.edit,
  topic: MORE_ICONS.edit,
  purpose: MORE_ICONS.edit,
  archived: PLACE_ICONS.archive,
  unarchived: PLACE_ICONS.archive,
};

interface NoticeLineProps {
  readonly message: Message;
  readonly workspaceId: string;
}

/** A line that the conversation itself writes. */
export default function NoticeLine({ message }: NoticeLineProps) {
  const sentence = useSelect((state) => (message.notice ? sentenceOf(state, message.author, message.notice) : ''));
  return (
    <div className={css.notice} data-seq={message.seq}>
      <Icon name={message.notice ? ICONS[message.notice.what] : 'info'} size={15} />
      <p>
        {sentence}{' '}
        <time dateTime={new Date(message.createdAt).toISOString()} title={fullTimeOf(message.createdAt)}>
          {timeOf(message.createdAt)}
        </time>
      </p>
    </div>
  );
}

function sentenceOf(state: State, author: string, notice: Notice): string {
  const by = nameIn(state, author);
  const others = (people: readonly string[]) => listed(people.map((userId) => nameIn(state, userId)));
  switch (notice.what) {
    case 'created':
      return t('{by} started this channel.', { by });
    case 'joined':
      return t('{who} joined.', { who: notice.people.length > 0 ? others(notice.people) : by });
    case 'added':
      return t('{by} added {who}.', { by, who: others(notice.people) });
    case 'left':
      return t('{by} left.', { by });
    case 'removed':
      return t('{by} removed {who}.', { by, who: others(notice.people) });
    case 'renamed':
      return t('{by} renamed the channel from #{from} to #{to}.', { by, from: notice.from, to: notice.to });
    case 'topic':
      return notice.to === ''
        ? t('{by} cleared the topic.', { by })
        : t('{by} set the topic: {to}', { by, to: notice.to });
    case 'purpose':
      return notice.to === ''
        ? t('{by} cleared the purpose.', { by })
        : t('{by} set the purpose: {to}', { by, to: notice.to });
    case 'archived':
      return t('{by} archived this channel.', { by });
    case 'unarchived':
      return t('{by} took this channel out of the archive.', { by });
  }
}

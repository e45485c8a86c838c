import type { Message, Notice } from '../../../../protocol/message.ts';
import { nameIn, useSelect } from '../../engine-context.ts';
import type { State } from '../../store/state.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { listed } from '../sentence.ts';
import { fullTimeOf, timeOf } from '../times.ts';
import css from './notice-line.module.css';

const ICONS: Readonly<Record<Notice['what'], IconName>> = {
  created: 'hash',
  joined: 'invite',
  added: 'invite',
  left: 'leave',
  removed: 'leave',
  renamed: 'edit',
  topic: 'edit',
  purpose: 'edit',
  archived: 'archive',
  unarchived: 'archive',
};

interface NoticeLineProps {
  readonly message: Message;
  readonly workspaceId: string;
}

/** A line that the conversation itself writes. */
export function NoticeLine({ message }: NoticeLineProps) {
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
      return `${by} started this channel.`;
    case 'joined':
      return `${notice.people.length > 0 ? others(notice.people) : by} joined.`;
    case 'added':
      return `${by} added ${others(notice.people)}.`;
    case 'left':
      return `${by} left.`;
    case 'removed':
      return `${by} removed ${others(notice.people)}.`;
    case 'renamed':
      return `${by} renamed the channel from #${notice.from} to #${notice.to}.`;
    case 'topic':
      return notice.to === '' ? `${by} cleared the topic.` : `${by} set the topic: ${notice.to}`;
    case 'purpose':
      return notice.to === '' ? `${by} cleared the purpose.` : `${by} set the purpose: ${notice.to}`;
    case 'archived':
      return `${by} archived this channel.`;
    case 'unarchived':
      return `${by} took this channel out of the archive.`;
  }
}

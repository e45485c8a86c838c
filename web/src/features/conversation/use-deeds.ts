import type { Message } from '../../../../protocol/message.ts';
import { useEngine, useOwnChannel } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { linkTo } from '../../paths.ts';
import { isVisit } from '../../store/visit.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import { useToast } from '../../ui/toast.tsx';
import { calledBy } from '../composer/called.ts';
import type { Deed } from './message-sheet.tsx';

interface DeedsInput {
  readonly message: Message;
  readonly href: string;
  readonly own: boolean;
  readonly onEdit: (seq: number | null) => void;
  readonly onUnread: (seq: number) => void;
  readonly onDelete: () => void;
}

/** What can be done with a message; `words` only where they cannot be marked. */
export function useDeeds({ message, href, own, onEdit, onUnread, onDelete }: DeedsInput) {
  const engine = useEngine();
  const copy = useCopy();
  const { seq, text, channelId } = message;
  const channel = useOwnChannel(channelId);
  const words: Deed = {
    icon: MORE_ICONS.copy,
    name: t('Copy text'),
    act: () => copy(calledBy(engine).toShown(text), t('Text copied'), t('This browser does not let Parley copy.')),
  };
  const link: Deed = {
    icon: MORE_ICONS.link,
    name: t('Copy link to message'),
    act: () =>
      copy(
        linkTo(href),
        t('Link copied'),
        t('This browser does not let Parley copy. Use the link on the time instead.'),
      ),
  };
  const unread: Deed = { icon: MORE_ICONS.unread, name: t('Mark unread from here'), act: () => onUnread(seq) };
  const edit: Deed = { icon: MORE_ICONS.edit, name: t('Edit message'), act: () => onEdit(seq) };
  const remove: Deed = { icon: MORE_ICONS.trash, name: t('Delete message'), danger: true, act: onDelete };
  const theirs = own ? [edit, link, unread, remove] : [link, unread];
  return { words, deeds: isVisit(channel) ? [link] : theirs };
}

/** Puts a text into the clipboard and says how that went. */
function useCopy(): (text: string, done: string, failed: string) => void {
  const toast = useToast();
  async function copy(text: string, done: string, failed: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      toast(done);
    } catch {
      toast(failed, 'alert');
    }
  }
  return (text, done, failed) => void copy(text, done, failed);
}

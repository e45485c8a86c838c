import { useRef, useState } from 'react';
import type { Message } from '../../../../protocol/message.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useFocusBack } from '../../hooks/use-focus-back.ts';
import { t } from '../../i18n/t.ts';
import { linkTo } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Markdown } from './markdown/render.tsx';
import css from './message-actions.module.css';
import { MORE_ICONS } from '../../ui/more-icons.ts';

interface MessageActionsProps {
  readonly message: Message;
  readonly href: string;
  readonly own: boolean;
  readonly onEdit: (seq: number | null) => void;
  readonly onUnread: (seq: number) => void;
}

export default function MessageActions({ message, href, own, onEdit, onUnread }: MessageActionsProps) {
  const [deleting, setDeleting] = useState(false);
  const toast = useToast();
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(linkTo(href));
      toast(t('Link copied'));
    } catch {
      toast(t('This browser does not let Parley copy. Use the link on the time instead.'), 'alert');
    }
  }
  return (
    <div className={css.actions} role="toolbar" aria-label={t('Message actions')}>
      {own && <IconButton icon="edit" label={t('Edit message')} onClick={() => onEdit(message.seq)} />}
      <IconButton icon={MORE_ICONS.link} label={t('Copy link to message')} onClick={() => void copy()} />
      <IconButton icon={MORE_ICONS.unread} label={t('Mark unread from here')} onClick={() => onUnread(message.seq)} />
      {own && <IconButton icon={MORE_ICONS.trash} label={t('Delete message')} onClick={() => setDeleting(true)} />}
      {deleting && <DeleteDialog message={message} onClose={() => setDeleting(false)} />}
    </div>
  );
}

function DeleteDialog({ message, onClose }: { readonly message: Message; readonly onClose: () => void }) {
  const engine = useEngine();
  const { busy, error, run } = useAction();
  const preview = useRef<HTMLDivElement>(null);
  useFocusBack(preview);
  return (
    <Dialog
      title={t('Delete this message?')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            look="danger"
            busy={busy}
            onClick={() => run(() => engine.deleteMessage(message.channelId, message.seq).then(onClose))}
          >
            {t('Delete')}
          </Button>
        </>
      }
    >
      {error && <Banner>{error}</Banner>}
      <p>{t('It disappears for everyone. This cannot be undone.')}</p>
      <div ref={preview} className={css.preview}>
        <Markdown text={message.text} />
      </div>
    </Dialog>
  );
}

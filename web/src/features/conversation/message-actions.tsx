import { useEffect, useRef, useState } from 'react';
import type { Message } from '../../../../protocol/message.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useFocusBack } from '../../hooks/use-focus-back.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LONG_PRESS, watchLongPresses } from './long-press.ts';
import { Markdown } from './markdown/render.tsx';
import css from './message-actions.module.css';
import { MessageSheet } from './message-sheet.tsx';
import { useDeeds } from './use-deeds.ts';

watchLongPresses();

interface MessageActionsProps {
  readonly message: Message;
  readonly href: string;
  readonly own: boolean;
  readonly onEdit: (seq: number | null) => void;
  readonly onUnread: (seq: number) => void;
}

/** What can be done with a message: beside it while it is pointed at, in a sheet after a finger rested on it. */
export default function MessageActions({ message, ...given }: MessageActionsProps) {
  const [deleting, setDeleting] = useState(false);
  const [sheet, setSheet] = useState(false);
  const toolbar = useRef<HTMLDivElement>(null);
  const { words, deeds } = useDeeds({ message, ...given, onDelete: () => setDeleting(true) });
  useEffect(() => {
    const row = toolbar.current?.closest('[data-row]');
    const open = (event: Event): void => {
      event.preventDefault();
      setSheet(true);
    };
    row?.addEventListener(LONG_PRESS, open);
    return () => row?.removeEventListener(LONG_PRESS, open);
  }, []);

  return (
    <div ref={toolbar} className={css.actions} role="toolbar" aria-label={t('Message actions')}>
      {deeds.map(({ icon, name, act }) => (
        <IconButton key={name} icon={icon} label={name} onClick={act} />
      ))}
      {sheet && <MessageSheet deeds={[words, ...deeds]} onClose={() => setSheet(false)} />}
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

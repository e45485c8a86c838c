import { useEffect } from 'react';
import type { Engine } from '../../client/engine.ts';
import { useEngine } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { key } from '../../store/state.ts';
import { composes } from '../../ui/composes.ts';
import { useToast } from '../../ui/toast.tsx';

interface EditKeyProps {
  readonly channelId: string;
  readonly onEdit: (seq: number) => void;
}

/** After this time somebody who waits is told what for. */
const SOON_MS = 1_000;

/** ↑ in an empty composer changes the person's last message: one that is still on its way as soon as it is sent. */
export default function EditKey({ channelId, onEdit }: EditKeyProps) {
  const engine = useEngine();
  const toast = useToast();
  useEffect(() => {
    let stop = (): void => undefined;
    function onKeyDown(event: KeyboardEvent): void {
      stop();
      if (event.defaultPrevented || event.key !== 'ArrowUp' || event.altKey || event.shiftKey || composes(event))
        return;
      if (!isEmptyComposer(event.target)) return;
      event.preventDefault();
      const clientMessageId = onItsWay(engine, channelId);
      if (clientMessageId !== undefined) stop = wait(clientMessageId);
      else edit(lastOwn(engine, channelId));
    }
    const edit = (seq: number | undefined): void => {
      if (seq !== undefined) onEdit(seq);
    };
    /** @returns how to wait no longer: whoever does something else meanwhile is not disturbed */
    function wait(clientMessageId: string): () => void {
      const soon = setTimeout(() => toast(t('You can edit this message once it is sent.')), SOON_MS);
      const stopListening = engine.store.subscribe(key.timeline(channelId), () => {
        const seq = lastOwn(engine, channelId, clientMessageId);
        if (seq === undefined) return;
        stop();
        edit(seq);
      });
      return () => {
        clearTimeout(soon);
        stopListening();
      };
    }
    const leave = (): void => stop();
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointerdown', leave);
    return () => {
      stop();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointerdown', leave);
    };
  }, [engine, toast, channelId, onEdit]);
  return null;
}

const isEmptyComposer = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement && target.matches('[data-composer]') && target.value === '';

/** Client message id of the person's last message, if the server has not answered for it yet. */
function onItsWay({ store }: Engine, channelId: string): string | undefined {
  const last = store.get(key.outbox(channelId))?.findLast(({ status }) => status !== 'failed');
  return last?.clientMessageId;
}

/** Number of the person's last message in the part of the conversation that is here, or of the one with this client message id. */
function lastOwn({ store }: Engine, channelId: string, clientMessageId?: string): number | undefined {
  const { userId } = store.get('session');
  const messages = store.get(key.timeline(channelId))?.messages ?? [];
  return messages.findLast(
    (one) =>
      one.author === userId &&
      one.notice === null &&
      one.deletedAt === null &&
      (clientMessageId === undefined || one.clientMessageId === clientMessageId),
  )?.seq;
}

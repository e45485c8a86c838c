import { t } from '../../i18n/t.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { DialogProps } from '../workspace/dialogs.tsx';
import { withCommand, withOption } from './keys.ts';
import css from './shortcuts-dialog.module.css';

const shortcuts = (): readonly (readonly [keys: string, what: string])[] => [
  [withCommand('K'), t('Go to a channel, a person or a command')],
  [withOption('↑'), t('Conversation above')],
  [withOption('↓'), t('Conversation below')],
  [withOption(t('Shift {key}', { key: '↑' })), t('Unread conversation above')],
  [withOption(t('Shift {key}', { key: '↓' })), t('Unread conversation below')],
  [t('Enter'), t('Send the message')],
  [t('Shift {key}', { key: t('Enter') }), t('New line')],
  ['↑', t('Edit your last message, in an empty field')],
  [t('Esc'), t('Leave what you are in')],
  ['?', t('This list')],
];

export default function ShortcutsDialog({ onClose }: DialogProps) {
  return (
    <Dialog title={t('Keyboard shortcuts')} onClose={onClose}>
      <dl className={css.list}>
        {shortcuts().map(([keys, what]) => (
          <div key={keys} className={css.line}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

import { t } from '../../i18n/t.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { DialogProps } from '../workspace/open-dialog.ts';
import { withCommand, withOption } from './keys.ts';
import css from './shortcuts-dialog.module.css';

const shortcuts = (): readonly (readonly [keys: string, what: string])[] => [
  [withCommand('K'), t('Go to a channel, a person or a command')],
  [withOption('↑'), t('Unread conversation above, or the one above')],
  [withOption('↓'), t('Unread conversation below, or the one below')],
  [withOption(t('Shift {key}', { key: '↑' })), t('Unread conversation above')],
  [withOption(t('Shift {key}', { key: '↓' })), t('Unread conversation below')],
  [t('Enter'), t('Send the message')],
  [t('Shift {key}', { key: t('Enter') }), t('New line')],
  ['↑', t('Edit your last message, in an empty field')],
  [withCommand('B'), t('Bold')],
  [withCommand('I'), t('Italic')],
  [withCommand(t('Shift {key}', { key: 'X' })), t('Strikethrough')],
  [withCommand('E'), t('Code')],
  [withCommand(withOption(t('Shift {key}', { key: 'C' }))), t('Code block')],
  [withCommand(t('Shift {key}', { key: 'U' })), t('Link')],
  [withCommand(t('Shift {key}', { key: '7' })), t('Numbered list')],
  [withCommand(t('Shift {key}', { key: '8' })), t('Bulleted list')],
  [withCommand(t('Shift {key}', { key: '9' })), t('Quote')],
  [withCommand(t('Shift {key}', { key: 'P' })), t('Preview of the message')],
  [withCommand(t('Shift {key}', { key: 'V' })), t('Paste without formats')],
  [t('Esc'), t('Leave what you are in; in a conversation, mark everything read')],
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

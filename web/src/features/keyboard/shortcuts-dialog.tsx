import { Dialog } from '../../ui/dialog.tsx';
import type { DialogProps } from '../workspace/dialogs.tsx';
import { withCommand, withOption } from './keys.ts';
import css from './shortcuts-dialog.module.css';

const SHORTCUTS: readonly (readonly [string, string])[] = [
  [withCommand('K'), 'Go to a channel, a person or a command'],
  [withOption('↑'), 'Conversation above'],
  [withOption('↓'), 'Conversation below'],
  [withOption('Shift ↑'), 'Unread conversation above'],
  [withOption('Shift ↓'), 'Unread conversation below'],
  ['Enter', 'Send the message'],
  ['Shift Enter', 'New line'],
  ['↑', 'Edit your last message, in an empty field'],
  ['Esc', 'Leave what you are in'],
  ['?', 'This list'],
];

export default function ShortcutsDialog({ onClose }: DialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className={css.list}>
        {SHORTCUTS.map(([keys, what]) => (
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

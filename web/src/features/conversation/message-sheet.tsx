import { flushSync } from 'react-dom';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Line } from '../../ui/icon.tsx';
import css from './message-sheet.module.css';

/** What can be done with a message. */
export interface Deed {
  readonly icon: Line;
  readonly name: string;
  readonly danger?: boolean;
  readonly act: () => void;
}

interface MessageSheetProps {
  readonly deeds: readonly Deed[];
  readonly onClose: () => void;
}

/** The deeds of a message with their names, for fingers. */
export const MessageSheet = ({ deeds, onClose }: MessageSheetProps) => (
  <Dialog title={t('Message actions')} onClose={onClose}>
    <div className={css.deeds}>
      {deeds.map(({ icon, name, danger = false, act }) => (
        <Button
          key={name}
          icon={icon}
          wide
          look={danger ? 'danger' : 'plain'}
          onClick={() => {
            // Closed first: what comes next takes the focus.
            flushSync(onClose);
            act();
          }}
        >
          {name}
        </Button>
      ))}
    </div>
  </Dialog>
);

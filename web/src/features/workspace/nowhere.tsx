import { t } from '../../i18n/t.ts';
import { NotFound } from './not-found.tsx';

export interface NowhereProps {
  /** Set for a workspace that one is not in: its name, empty when that was never known. */
  readonly left?: string;
}

/** The page for an address that leads nowhere, or to what is not there for this person. */
export default function Nowhere({ left }: NowhereProps) {
  if (left === undefined) return <NotFound />;
  return (
    <NotFound title={t('You are not in this workspace')}>
      {left === ''
        ? t('Ask one of its people for an invite link, or go back to yours.')
        : t(
            'You are no longer in {name}: somebody took you out, or you left it on another device. To come back, ask for an invite link.',
            { name: left },
          )}
    </NotFound>
  );
}

import { useState } from 'react';
import type { Profile } from '../../../../protocol/profile.ts';
import { useMe } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import { CheckList } from '../../ui/options.tsx';
import { Status } from '../../ui/status.tsx';
import css from './people-picker.module.css';
import { PeopleSearch } from './people-search.tsx';
import { useMembers } from './use-members.ts';

export interface Picked {
  readonly userId: string;
  readonly displayName: string;
}

interface PeoplePickerProps {
  readonly workspaceId: string;
  readonly picked: readonly Picked[];
  readonly most: number;
  readonly onPick: (picked: readonly Picked[]) => void;
}

/** Finds people of the workspace and picks some. */
export function PeoplePicker({ workspaceId, picked, most, onPick }: PeoplePickerProps) {
  const { userId: me } = useMe();
  const [text, setText] = useState('');
  const pages = useMembers(workspaceId, text);
  const found = pages.items?.filter(({ userId }) => userId !== me).map(optionOf);
  const isPicked = (userId: string) => picked.some((one) => one.userId === userId);
  const toggle = (one: Picked) =>
    onPick(isPicked(one.userId) ? picked.filter(({ userId }) => userId !== one.userId) : [...picked, one]);

  return (
    <div className={css.picker}>
      {picked.length > 0 && (
        <ul className={css.chips} aria-label={t('Chosen people')}>
          {picked.map((one) => (
            <li key={one.userId}>
              <button
                type="button"
                aria-label={t('Take {displayName} away', { displayName: one.displayName })}
                onClick={() => toggle(one)}
              >
                {one.displayName}
                <Icon name={MORE_ICONS.close} size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PeopleSearch text={text} onText={setText} />
      {pages.error && <Banner>{pages.error}</Banner>}
      <CheckList
        label={t('People')}
        options={found ?? []}
        isChecked={({ userId }) => isPicked(userId)}
        full={picked.length >= most}
        onToggle={toggle}
      />
      <Status>
        {found?.length === 0 && (
          <p className={css.none}>
            {text === ''
              ? t('Nobody else is in this workspace yet. Invite somebody first.')
              : t('Nobody is called “{text}”.', { text })}
          </p>
        )}
      </Status>
      {pages.more && (
        <Button busy={pages.busy} onClick={pages.loadMore}>
          {t('Show more')}
        </Button>
      )}
    </div>
  );
}

const optionOf = ({ userId, displayName, title }: Profile) => ({
  id: userId,
  userId,
  displayName,
  name: displayName,
  about: title,
  face: <Avatar id={userId} name={displayName} size="sm" />,
});

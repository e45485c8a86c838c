import { type Ref, useCallback, useEffect, useRef, useState } from 'react';
import type { ChannelMember, OwnChannel } from '../../../../protocol/channel.ts';
import { LIMITS } from '../../../../protocol/limits.ts';
import { useEngine, useMe } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { usePages } from '../../hooks/use-pages.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import { useMemberCount } from '../conversation-name.ts';
import { MoreButton } from '../more-button.tsx';
import { PersonLine } from '../people/person-line.tsx';
import { useShowProfile } from '../people/show-profile.ts';
import { useWatch } from '../people/use-watch.ts';
import type { Abilities } from './abilities.ts';
import { AddPeopleDialog } from './add-people-dialog.tsx';
import css from './member-list.module.css';

interface MemberListProps {
  readonly own: OwnChannel;
  readonly may: Abilities;
  /** It is what the panel was opened for. */
  readonly first: boolean;
  readonly ref: Ref<HTMLElement>;
}

/** After news of the people, milliseconds: the list is read from an index, which lags a moment behind. */
const SETTLES_MS = 500;

/** The people of a conversation, as they are when it is looked at; fetched again when people come or go. */
export function MemberList({ own, may, first, ref }: MemberListProps) {
  const engine = useEngine();
  const { userId: me } = useMe();
  const { channelId } = own.channel;
  const count = useMemberCount(own.channel);
  const [adding, setAdding] = useState(false);
  const removal = useAction();
  const show = useShowProfile();
  const fetchPage = useCallback(
    async (from: string | undefined) => {
      const page = await engine.request('channel.members', { channelId, ...(from === undefined ? {} : { from }) });
      return { items: page.members, next: page.next };
    },
    [engine, channelId],
  );
  const pages = usePages<ChannelMember>(fetchPage);
  const members = pages.items ?? [];
  const said = count ?? (pages.items && !pages.more ? members.length : undefined);
  const list = useRef<HTMLUListElement>(null);
  useWatch(pages.items, list);

  const { reload } = pages;
  // Who has asked for more is not thrown back to the beginning.
  const isLong = members.length > LIMITS.peoplePage;
  const [known, setKnown] = useState(count);
  useEffect(() => {
    if (known === count || isLong) return undefined;
    const timer = setTimeout(() => {
      setKnown(count);
      reload();
    }, SETTLES_MS);
    return () => clearTimeout(timer);
  }, [known, count, isLong, reload]);

  function remove(userId: string): void {
    removal.run(async () => {
      await engine.request('channel.removeMember', { channelId, userId });
      pages.reload();
    });
  }

  return (
    <section ref={ref} className={css.members} aria-label={t('Members')} tabIndex={-1} data-first={first || undefined}>
      <div className={css.head}>
        <h2>
          {said === undefined
            ? t('Members')
            : t('{members, plural, one {# member} other {# members}}', { members: said })}
        </h2>
        {may.add && (
          <Button icon="invite" onClick={() => setAdding(true)}>
            {t('Add people')}
          </Button>
        )}
      </div>
      {(pages.error ?? removal.error) && <Banner>{pages.error ?? removal.error}</Banner>}
      <ul ref={list}>
        {members.map((member) => (
          <li key={member.userId}>
            <PersonLine
              person={member}
              note={member.role === 'manager' ? t('Manager') : undefined}
              you={member.userId === me}
              onOpen={() => show(member.userId)}
            >
              {may.remove && member.userId !== me && (
                <IconButton
                  icon={MORE_ICONS.close}
                  label={t('Remove {displayName}', { displayName: member.displayName })}
                  onClick={() => remove(member.userId)}
                />
              )}
            </PersonLine>
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
      {adding && (
        <AddPeopleDialog
          own={own}
          onClose={() => {
            setAdding(false);
            pages.reload();
          }}
        />
      )}
    </section>
  );
}

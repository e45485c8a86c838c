import { useEffect } from 'react';
import type { Invite } from '../../../../protocol/workspace.ts';
import { useEngine, useName } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useNow } from '../../hooks/use-now.ts';
import type { Pages } from '../../hooks/use-pages.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { distanceOf } from '../distances.ts';
import css from './invite-dialog.module.css';

interface InviteListProps {
  readonly workspaceId: string;
  readonly invites: Pages<Invite>;
}

/** Invites that can still be used. Their links are known only to those who have them. */
export function InviteList({ workspaceId, invites }: InviteListProps) {
  const engine = useEngine();
  const { error, run } = useAction();
  const { items } = invites;
  useEffect(() => {
    const people = items?.map(({ createdBy }) => createdBy) ?? [];
    if (people.length > 0) engine.needProfiles(workspaceId, [...new Set(people)]);
  }, [engine, workspaceId, items]);
  if (!items?.length) return invites.error === null ? null : <Banner>{invites.error}</Banner>;

  const revoke = (inviteId: string) =>
    run(async () => {
      await engine.request('invite.revoke', { workspaceId, inviteId });
      invites.reload();
    });
  return (
    <section className={css.list} aria-label={t('Links that still work')}>
      <h3>{t('Links that still work')}</h3>
      {error && <Banner>{error}</Banner>}
      <ul>
        {items.map((invite) => (
          <InviteLine key={invite.inviteId} invite={invite} onRevoke={() => revoke(invite.inviteId)} />
        ))}
      </ul>
    </section>
  );
}

const MINUTE_MS = 60_000;

function InviteLine({ invite, onRevoke }: { readonly invite: Invite; readonly onRevoke: () => void }) {
  const by = useName(invite.createdBy);
  const now = useNow(MINUTE_MS);
  return (
    <li className={css.line}>
      <div>
        {invite.role === 'member' ? t('For members, by {by}', { by }) : t('For admins, by {by}', { by })}
        <p>
          {t('{usesLeft} of {uses} uses left, ends {when}', {
            usesLeft: invite.usesLeft,
            uses: invite.uses,
            when: distanceOf(invite.expiresAt, now),
          })}
        </p>
      </div>
      <Button onClick={onRevoke}>{t('Revoke')}</Button>
    </li>
  );
}

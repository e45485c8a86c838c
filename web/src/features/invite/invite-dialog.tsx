import { useCallback, useState } from 'react';
import type { Invite, WorkspaceRole } from '../../../../protocol/workspace.ts';
import { useEngine, useWorkspace } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { usePages } from '../../hooks/use-pages.ts';
import { t } from '../../i18n/t.ts';
import { linkTo, paths } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import type { DialogProps } from '../workspace/open-dialog.ts';
import css from './invite-dialog.module.css';
import { InviteList } from './invite-list.tsx';
import { MORE_ICONS } from '../../ui/more-icons.ts';

const DAY = 86_400;
type InvitedRole = Exclude<WorkspaceRole, 'owner'>;
const isRole = (value: string): value is InvitedRole => value === 'member' || value === 'admin';

/** Makes an invite link to hand on, and lists those that still work. */
export default function InviteDialog({ workspaceId, onClose }: DialogProps) {
  const engine = useEngine();
  const workspace = useWorkspace(workspaceId);
  const [days, setDays] = useState('7');
  const [uses, setUses] = useState('25');
  const [role, setRole] = useState<InvitedRole>('member');
  const [secret, setSecret] = useState<string | null>(null);
  const creation = useAction();
  const fetchPage = useCallback(
    async () => ({ items: (await engine.request('invite.list', { workspaceId })).invites }),
    [engine, workspaceId],
  );
  const invites = usePages<Invite>(fetchPage);

  const create = () =>
    creation.run(async () => {
      const made = await engine.request('invite.create', {
        workspaceId,
        role,
        uses: Number(uses),
        expiresInSeconds: Number(days) * DAY,
      });
      setSecret(made.secret);
      invites.reload();
    });

  return (
    <Dialog
      title={workspace ? t('Invite people to {name}', { name: workspace.name }) : t('Invite people')}
      onClose={onClose}
    >
      <p className={css.lead}>{t('Send a link by mail or messenger. Whoever opens it can join until it ends.')}</p>
      <div className={css.choices}>
        <Select label={t('Works for')} name="days" value={days} onChange={({ target }) => setDays(target.value)}>
          <option value="1">{t('1 day')}</option>
          <option value="7">{t('7 days')}</option>
          <option value="30">{t('30 days')}</option>
        </Select>
        <Select label={t('How many people')} name="uses" value={uses} onChange={({ target }) => setUses(target.value)}>
          <option value="1">{t('1 person')}</option>
          <option value="25">{t('25 people')}</option>
          <option value="500">{t('500 people')}</option>
        </Select>
        {workspace?.role !== 'member' && (
          <Select
            label={t('They become')}
            name="role"
            value={role}
            onChange={({ target }) => isRole(target.value) && setRole(target.value)}
          >
            <option value="member">{t('Members')}</option>
            <option value="admin">{t('Admins')}</option>
          </Select>
        )}
      </div>
      {creation.error && <Banner>{creation.error}</Banner>}
      {secret === null ? (
        <Button look="primary" icon={MORE_ICONS.link} busy={creation.busy} onClick={create}>
          {t('Create invite link')}
        </Button>
      ) : (
        <>
          <CopyField key={secret} first label={t('Invite link')} value={linkTo(paths.invite(secret))} />
          <p className={css.lead}>{t('Copy it now: it is shown this once.')}</p>
          <Button busy={creation.busy} onClick={create}>
            {t('Create another link')}
          </Button>
        </>
      )}
      <InviteList workspaceId={workspaceId} invites={invites} />
    </Dialog>
  );
}

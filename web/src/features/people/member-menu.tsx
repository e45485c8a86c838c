import { useLocation } from '../../router.tsx';
import type { Member, Workspace } from '../../../../protocol/workspace.ts';
import { useEngine, useMe } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Icon } from '../../ui/icon.tsx';
import { PAGE_ICONS } from '../../ui/page-icons.ts';
import { MenuItem, MenuLine } from '../../ui/menu-item.tsx';
import { Menu } from '../../ui/menu.tsx';
import css from './member-menu.module.css';
import { MORE_ICONS } from '../../ui/more-icons.ts';

interface MemberMenuProps {
  readonly member: Member;
  readonly workspace: Workspace;
  readonly run: (work: () => Promise<unknown>) => void;
  readonly onClose: () => void;
}

const ROLES = [
  ['owner', () => t('Make owner')],
  ['admin', () => t('Make admin')],
  ['member', () => t('Make member')],
] as const;

/** What can be done with a person of the workspace. */
export function MemberMenu({ member, workspace, run, onClose }: MemberMenuProps) {
  const engine = useEngine();
  const me = useMe();
  const [, navigate] = useLocation();
  const { workspaceId } = workspace;
  const { userId } = member;
  const isMe = userId === me.userId;
  const isOwner = workspace.role === 'owner';
  const manages = isOwner || (workspace.role === 'admin' && member.role !== 'owner');
  const roles = manages && !isMe ? ROLES.filter(([role]) => role !== member.role && (isOwner || role !== 'owner')) : [];

  const write = () =>
    run(async () => {
      const { own } = await engine.request('direct.start', { workspaceId, userIds: [userId] });
      navigate(paths.channel(workspaceId, own.channel.channelId));
      onClose();
    });
  return (
    <Menu
      label={t('More about {displayName}', { displayName: member.displayName })}
      buttonClass={css.button}
      button={<Icon name={MORE_ICONS.more} />}
    >
      <MenuItem icon={MORE_ICONS.message} onSelect={write}>
        {isMe ? t('Write a note to yourself') : t('Write a message')}
      </MenuItem>
      {roles.map(([role, words]) => (
        <MenuItem
          key={role}
          icon={MORE_ICONS.person}
          onSelect={() => run(() => engine.request('member.changeRole', { workspaceId, userId, role }))}
        >
          {words()}
        </MenuItem>
      ))}
      {manages && !isMe && <MenuLine />}
      {manages && !isMe && (
        <MenuItem
          icon={MORE_ICONS.leave}
          danger
          onSelect={() => run(() => engine.request('member.remove', { workspaceId, userId }))}
        >
          {t('Remove from workspace')}
        </MenuItem>
      )}
      {me.operator && !isMe && !member.deactivated && (
        <MenuItem icon="lock" danger onSelect={() => run(() => engine.request('account.deactivate', { userId }))}>
          {t('Deactivate account')}
        </MenuItem>
      )}
      {me.operator && !isMe && member.deactivated && (
        <MenuItem icon={PAGE_ICONS.check} onSelect={() => run(() => engine.request('account.reactivate', { userId }))}>
          {t('Reactivate account')}
        </MenuItem>
      )}
    </Menu>
  );
}

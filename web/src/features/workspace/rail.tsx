import { Link } from '../../router.tsx';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useKey, useMe, useSelect } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { unreadOf } from '../../store/selectors.ts';
import { Avatar, initials } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PLACE_ICONS } from '../../ui/place-icons.ts';
import { MenuItems } from './later.ts';
import { Menu } from '../../ui/menu.tsx';
import css from './rail.module.css';

/** The switcher among workspaces, and oneself. */
export function Rail({ workspaceId }: { readonly workspaceId: string }) {
  const workspaces = useKey('workspaces');
  return (
    <nav className={css.rail} aria-label={t('Workspaces')}>
      <ul className={css.list}>
        {workspaces.map((workspace) => (
          <li key={workspace.workspaceId}>
            <Tile workspace={workspace} current={workspace.workspaceId === workspaceId} />
          </li>
        ))}
        <li>
          <Link
            className={css.add}
            href={paths.newWorkspace}
            aria-label={t('Create a workspace')}
            title={t('Create a workspace')}
          >
            <Icon name={PLACE_ICONS.plus} />
          </Link>
        </li>
      </ul>
      <Account />
    </nav>
  );
}

function Tile({ workspace, current }: { readonly workspace: Workspace; readonly current: boolean }) {
  const channels = useSelect((state) => unreadOf(state, workspace.workspaceId).channels);
  const calls = useSelect((state) => unreadOf(state, workspace.workspaceId).calls);
  return (
    <Link
      className={classes(css.tile, current && css.current)}
      href={paths.workspace(workspace.workspaceId)}
      title={workspace.name}
      aria-current={current ? 'true' : undefined}
    >
      <span aria-hidden="true">{initials(workspace.name)}</span>
      <Hidden>{workspace.name}</Hidden>
      {!current && calls > 0 && (
        <span className={css.count}>
          <span aria-hidden="true">{calls > 99 ? '99+' : calls}</span>
          <Hidden> {t('{count} unread', { count: calls })}</Hidden>
        </span>
      )}
      {!current && calls === 0 && channels > 0 && (
        <span className={css.dot}>
          <Hidden>{t('unread')}</Hidden>
        </span>
      )}
    </Link>
  );
}

function Account() {
  const me = useMe();
  return (
    <Menu label={t('Your account')} buttonClass={css.me} button={<Avatar id={me.userId} name={me.displayName} />}>
      <MenuItems of="account" />
    </Menu>
  );
}

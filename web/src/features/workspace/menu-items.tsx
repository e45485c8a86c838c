import { useEngine, useMe } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { useLocation } from '../../router.tsx';
import { MenuItem, MenuLine } from '../../ui/menu-item.tsx';
import { useOpenDialog } from './open-dialog.ts';
import css from './rail.module.css';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import { PAGE_ICONS } from '../../ui/page-icons.ts';
import { PLACE_ICONS } from '../../ui/place-icons.ts';

/** What can be done with a workspace. */
function WorkspaceItems() {
  const open = useOpenDialog();
  return (
    <>
      <MenuItem icon="invite" onSelect={() => open('invite')}>
        {t('Invite people')}
      </MenuItem>
      <MenuItem icon="people" onSelect={() => open('people')}>
        {t('People')}
      </MenuItem>
      <MenuItem icon={PLACE_ICONS.compass} onSelect={() => open('browse')}>
        {t('Browse channels')}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={MORE_ICONS.settings} onSelect={() => open('workspace')}>
        {t('Workspace settings')}
      </MenuItem>
    </>
  );
}

/** Who one is, and what can be done with one's account. */
function AccountItems() {
  const me = useMe();
  const { session } = useEngine();
  const [, navigate] = useLocation();
  return (
    <>
      <div className={css.who}>
        <strong>{me.displayName}</strong>
        <span>{me.email}</span>
      </div>
      <MenuLine />
      <MenuItem icon={MORE_ICONS.person} onSelect={() => navigate(paths.settings('profile'))}>
        {t('Profile')}
      </MenuItem>
      <MenuItem icon={PAGE_ICONS.eye} onSelect={() => navigate(paths.settings('appearance'))}>
        {t('Appearance')}
      </MenuItem>
      <MenuItem icon={MORE_ICONS.settings} onSelect={() => navigate(paths.settings('devices'))}>
        {t('Devices and password')}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={MORE_ICONS.leave} onSelect={() => void session.logOut()}>
        {t('Log out')}
      </MenuItem>
    </>
  );
}

export interface MenuItemsProps {
  readonly of: 'workspace' | 'account';
}

/** What a menu offers, fetched with the first frame, before anybody can open one. */
export default function MenuItems({ of }: MenuItemsProps) {
  return of === 'workspace' ? <WorkspaceItems /> : <AccountItems />;
}

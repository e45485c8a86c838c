import type { Workspace } from '../../../../protocol/workspace.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { useOpenDialog } from './dialogs.tsx';
import css from './workspace-menu.module.css';

/** The head of the sidebar: the workspace's name and what can be done with it. */
export function WorkspaceMenu({ workspace }: { readonly workspace: Workspace }) {
  const open = useOpenDialog();
  return (
    <header className={css.head}>
      <Menu
        label={t('Workspace menu')}
        name={workspace.name}
        buttonClass={css.button}
        button={
          <>
            <span className={css.name}>{workspace.name}</span>
            <Icon name="down" size={16} />
          </>
        }
      >
        <MenuItem icon="invite" onSelect={() => open('invite')}>
          {t('Invite people')}
        </MenuItem>
        <MenuItem icon="people" onSelect={() => open('people')}>
          {t('People')}
        </MenuItem>
        <MenuItem icon="compass" onSelect={() => open('browse')}>
          {t('Browse channels')}
        </MenuItem>
        <MenuLine />
        <MenuItem icon="settings" onSelect={() => open('workspace')}>
          {t('Workspace settings')}
        </MenuItem>
      </Menu>
    </header>
  );
}

import type { Workspace } from '../../../../protocol/workspace.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import { MenuItems } from './later.ts';
import { Menu } from '../../ui/menu.tsx';
import css from './workspace-menu.module.css';

/** The head of the sidebar: the workspace's name and what can be done with it. */
export function WorkspaceMenu({ workspace }: { readonly workspace: Workspace }) {
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
        <MenuItems of="workspace" />
      </Menu>
    </header>
  );
}

import type { Workspace } from '../../../../protocol/workspace.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import { lazily } from '../../ui/lazily.tsx';
import { Menu } from '../../ui/menu.tsx';
import css from './workspace-menu.module.css';

/** Fetched with the first frame, before anybody can open the menu. */
const WorkspaceItems = lazily(async () => ({ default: (await import('./menu-items.tsx')).WorkspaceItems }));

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
        <WorkspaceItems />
      </Menu>
    </header>
  );
}

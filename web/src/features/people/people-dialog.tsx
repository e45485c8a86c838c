import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Member } from '../../../../protocol/workspace.ts';
import { useMe, useWorkspace } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MoreButton } from '../more-button.tsx';
import type { DialogProps } from '../workspace/open-dialog.ts';
import { MemberMenu } from './member-menu.tsx';
import css from './people-dialog.module.css';
import { PeopleSearch } from './people-search.tsx';
import { PersonLine } from './person-line.tsx';
import { useShowProfile } from './show-profile.ts';
import { useMembers } from './use-members.ts';
import { useWatch } from './use-watch.ts';

const ROLES: Readonly<Record<Member['role'], () => string | undefined>> = {
  owner: () => t('Owner'),
  admin: () => t('Admin'),
  member: () => undefined,
};

/** The people of the workspace: find, write to, and, for those who may, change and remove. */
export default function PeopleDialog({ workspaceId, onClose }: DialogProps) {
  const me = useMe();
  const workspace = useWorkspace(workspaceId);
  const [text, setText] = useState('');
  const pages = useMembers(workspaceId, text);
  const action = useAction();
  const show = useShowProfile();
  const list = useRef<HTMLUListElement>(null);
  useWatch(pages.items, list);
  const open = (userId: string) => {
    // Closed first, or the profile could not take the focus.
    flushSync(onClose);
    show(userId);
  };
  return (
    <Dialog title={workspace ? t('People of {name}', { name: workspace.name }) : t('People')} onClose={onClose}>
      <PeopleSearch text={text} onText={setText} />
      {(pages.error ?? action.error) && <Banner>{pages.error ?? action.error}</Banner>}
      <ul ref={list} className={css.list} aria-label={t('People')}>
        {pages.items?.map((member) => (
          <li key={member.userId}>
            <PersonLine
              person={member}
              note={member.deactivated ? t('Deactivated') : ROLES[member.role]()}
              you={member.userId === me.userId}
              onOpen={() => open(member.userId)}
            >
              {workspace && (
                <MemberMenu
                  member={member}
                  workspace={workspace}
                  run={(work) =>
                    action.run(async () => {
                      await work();
                      pages.reload();
                    })
                  }
                  onClose={onClose}
                />
              )}
            </PersonLine>
          </li>
        ))}
      </ul>
      {pages.items?.length === 0 && <p>{t('Nobody is called “{text}”.', { text })}</p>}
      <MoreButton pages={pages} />
    </Dialog>
  );
}

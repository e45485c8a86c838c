import { useState } from 'react';
import type { Member } from '../../../../protocol/workspace.ts';
import { useMe, useWorkspace } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import type { DialogProps } from '../workspace/dialogs.tsx';
import { MemberMenu } from './member-menu.tsx';
import css from './people-dialog.module.css';
import { PersonLine } from './person-line.tsx';
import { useMembers } from './use-members.ts';
import { useWatch } from './use-presence.ts';

const ROLES: Readonly<Record<Member['role'], string | undefined>> = {
  owner: 'Owner',
  admin: 'Admin',
  member: undefined,
};

/** The people of the workspace: find, write to, and, for those who may, change and remove. */
export default function PeopleDialog({ workspaceId, onClose }: DialogProps) {
  const me = useMe();
  const workspace = useWorkspace(workspaceId);
  const [text, setText] = useState('');
  const pages = useMembers(workspaceId, text);
  const action = useAction();
  useWatch(pages.items ?? []);
  return (
    <Dialog title={`People of ${workspace?.name ?? 'the workspace'}`} onClose={onClose}>
      <Field
        label="Search people"
        name="people"
        type="search"
        placeholder="Name or title"
        autoComplete="off"
        first
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {(pages.error ?? action.error) && <Banner>{pages.error ?? action.error}</Banner>}
      <ul className={css.list} aria-label="People">
        {pages.items?.map((member) => (
          <li key={member.userId}>
            <PersonLine
              person={member}
              note={member.deactivated ? 'Deactivated' : ROLES[member.role]}
              you={member.userId === me.userId}
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
      {pages.items?.length === 0 && <p>Nobody is called “{text}”.</p>}
      {pages.more && (
        <Button busy={pages.busy} onClick={pages.loadMore}>
          Show more
        </Button>
      )}
    </Dialog>
  );
}

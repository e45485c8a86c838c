import { useState } from 'react';
import { useLocation } from '../../router.tsx';
import { useEngine, useWorkspace } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import type { DialogProps } from './open-dialog.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import css from './workspace-dialog.module.css';

/** The workspace itself: its name, and the way out. */
export default function WorkspaceDialog({ workspaceId, onClose }: DialogProps) {
  const engine = useEngine();
  const workspace = useWorkspace(workspaceId);
  const submit = useSubmit(async (field) => {
    await engine.request('workspace.rename', await valid('workspace.rename', { workspaceId, name: field('name') }));
    onClose();
  });
  if (!workspace) return null;
  return (
    <Dialog title={t('Workspace settings')} onClose={onClose}>
      {workspace.role !== 'member' && (
        <Form submit={submit} fields={['name']} label={t('Rename the workspace')}>
          <Field
            label={t('Name of the workspace')}
            name="name"
            defaultValue={workspace.name}
            autoComplete="off"
            error={submit.errorOf('name')}
          />
          <Buttons>
            <Button type="submit" look="primary" busy={submit.busy}>
              {t('Save')}
            </Button>
          </Buttons>
        </Form>
      )}
      <Leave workspaceId={workspaceId} name={workspace.name} />
    </Dialog>
  );
}

function Leave({ workspaceId, name }: { readonly workspaceId: string; readonly name: string }) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const [sure, setSure] = useState(false);
  const { busy, error, run } = useAction();
  const leave = () =>
    run(async () => {
      await engine.request('workspace.leave', { workspaceId });
      navigate(paths.home);
    });
  return (
    <section className={css.leave} aria-label={t('Leave the workspace')}>
      {error && <Banner>{error}</Banner>}
      <p>
        {sure
          ? t('You lose {name}, its channels and your conversations in it. Somebody must invite you to come back.', {
              name,
            })
          : t('You lose access to {name}. Its only owner cannot leave: make somebody else an owner first.', { name })}
      </p>
      <Buttons>
        {sure && <Button onClick={() => setSure(false)}>{t('Stay')}</Button>}
        <Button look="danger" icon={MORE_ICONS.leave} busy={busy} onClick={sure ? leave : () => setSure(true)}>
          {sure ? t('Leave {name}', { name }) : t('Leave workspace')}
        </Button>
      </Buttons>
    </section>
  );
}

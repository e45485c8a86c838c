import { Link, useLocation } from '../../router.tsx';
import { useEngine, useKey, useMe } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { AuthPage } from '../auth/auth-page.tsx';

export default function NewWorkspacePage() {
  const engine = useEngine();
  const me = useMe();
  const first = useKey('workspaces').length === 0;
  const [, navigate] = useLocation();
  const submit = useSubmit(async (field) => {
    const { workspace } = await engine.request(
      'workspace.create',
      await valid('workspace.create', { name: field('name') }),
    );
    navigate(paths.channel(workspace.workspaceId, workspace.generalChannelId));
  });
  return (
    <AuthPage
      title={first ? t('Welcome, {displayName}', { displayName: me.displayName }) : t('Create a workspace')}
      lead={t('A workspace is your team’s own space: its people and its channels.')}
      foot={
        first ? (
          t('Were you invited? Open the link that you were sent.')
        ) : (
          <Link href={paths.home}>{t('Back to my workspaces')}</Link>
        )
      }
    >
      <Form submit={submit} fields={['name']} label={t('Create a workspace')}>
        <Field
          label={t('Name of the workspace')}
          name="name"
          placeholder={t('Analytical Engines')}
          autoComplete="organization"
          first
          hint={t('The name of your team, club or company. You can change it later.')}
          error={submit.errorOf('name')}
        />
        <Button type="submit" look="primary" wide busy={submit.busy}>
          {t('Create workspace')}
        </Button>
      </Form>
    </AuthPage>
  );
}

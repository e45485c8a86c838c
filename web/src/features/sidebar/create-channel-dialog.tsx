import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from '../../router.tsx';
import { Problem } from '../../../../protocol/problem.ts';
import { useEngine } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import type { DialogProps } from '../workspace/open-dialog.ts';

/** A name that is taken is said at its field. @throws Problem */
function nameTaken(cause: unknown): never {
  if (cause instanceof Problem && cause.details.reason === 'name_taken') {
    throw new Problem(cause.code, cause.message, { ...cause.details, field: 'name' });
  }
  throw cause;
}

/** What people type becomes a name: lower case, words joined. */
const channelName = (typed: string): string =>
  typed.trim().toLocaleLowerCase().replace(/^#+/, '').replaceAll(/\s+/gu, '-');

export default function CreateChannelDialog({ workspaceId, onClose }: DialogProps) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const [kind, setKind] = useState<'public' | 'private'>('public');
  // One channel per opened dialog, however often the answer is lost.
  const [requestId] = useState(() => crypto.randomUUID());
  const submit = useSubmit(async (field) => {
    const purpose = field('purpose').trim();
    const input = await valid('channel.create', {
      workspaceId,
      name: channelName(field('name')),
      kind,
      requestId,
      ...(purpose === '' ? {} : { purpose }),
    });
    const { own } = await engine.request('channel.create', input).catch(nameTaken);
    // Closed first, or the composer could not take the focus.
    flushSync(onClose);
    navigate(paths.channel(workspaceId, own.channel.channelId));
  });
  return (
    <Dialog title={t('Create a channel')} onClose={onClose}>
      <Form submit={submit} fields={['name', 'purpose']} label={t('Create a channel')}>
        <Field
          label={t('Name')}
          name="name"
          placeholder={t('plan-the-party')}
          autoComplete="off"
          first
          hint={t('Short, lower case, words joined by hyphens.')}
          error={submit.errorOf('name')}
        />
        <Field label={t('Purpose (optional)')} name="purpose" autoComplete="off" error={submit.errorOf('purpose')} />
        <Choice
          label={t('Who can read it')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'public', label: t('Public'), hint: t('Anyone in the workspace can find, read and join it.') },
            { value: 'private', label: t('Private'), hint: t('Only people who are added can find and read it.') },
          ]}
        />
        <Buttons>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" busy={submit.busy}>
            {t('Create channel')}
          </Button>
        </Buttons>
      </Form>
    </Dialog>
  );
}

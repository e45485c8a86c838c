import { useState } from 'react';
import { useEngine, useMe } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import css from './sections.module.css';

export function PasswordSection() {
  const { session } = useEngine();
  const { email } = useMe();
  const [turn, setTurn] = useState(0);
  const submit = useSubmit(async (field) => {
    const input = await valid('session.changePassword', { current: field('current'), next: field('next') });
    await session.changePassword(input.current, input.next);
    setTurn((was) => was + 1);
  });
  return (
    <>
      <p className={css.lead}>{t('A new password logs out all your other devices.')}</p>
      {turn > 0 && <Banner tone="good">{t('Your password is changed.')}</Banner>}
      <Form key={turn} submit={submit} fields={['current', 'next']} label={t('Change password')}>
        <input type="text" hidden name="username" autoComplete="username" value={email} readOnly />
        <Field
          label={t('Current password')}
          name="current"
          type="password"
          autoComplete="current-password"
          error={submit.errorOf('current')}
        />
        <Field
          label={t('New password')}
          name="next"
          type="password"
          autoComplete="new-password"
          hint={t('At least 10 characters.')}
          error={submit.errorOf('next')}
        />
        <Buttons>
          <Button type="submit" look="primary" busy={submit.busy}>
            {t('Change password')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

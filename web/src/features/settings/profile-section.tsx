import { useState } from 'react';
import { useEngine, useMe } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import { Select } from '../../ui/select.tsx';
import css from './sections.module.css';

/** Zones that this browser knows, the person's own among them even when it does not. */
function zones(own: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(own) ? known : [own, ...known];
}

export function ProfileSection() {
  const engine = useEngine();
  const me = useMe();
  const [saved, setSaved] = useState(false);
  const submit = useSubmit(async (field) => {
    setSaved(false);
    const input = {
      displayName: field('displayName'),
      title: field('title'),
      timeZone: field('timeZone'),
    };
    await engine.request('profile.update', await valid('profile.update', input));
    setSaved(true);
  });
  return (
    <>
      <div className={css.who}>
        <Avatar id={me.userId} name={me.displayName} size="lg" />
        <div>
          <strong>{me.displayName}</strong>
          <p>{me.email}</p>
        </div>
      </div>
      {saved && <Banner tone="good">{t('Your profile is saved.')}</Banner>}
      <Form submit={submit} fields={['displayName', 'title', 'timeZone']} label={t('Profile')}>
        <Field
          label={t('Display name')}
          name="displayName"
          autoComplete="name"
          defaultValue={me.displayName}
          error={submit.errorOf('displayName')}
        />
        <Field
          label={t('Title')}
          name="title"
          autoComplete="organization-title"
          placeholder={t('What you do')}
          defaultValue={me.title}
          error={submit.errorOf('title')}
        />
        <Select label={t('Time zone')} name="timeZone" defaultValue={me.timeZone} error={submit.errorOf('timeZone')}>
          {zones(me.timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
        <Buttons>
          <Button type="submit" look="primary" busy={submit.busy}>
            {t('Save')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

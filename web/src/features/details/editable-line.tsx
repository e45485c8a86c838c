import { useState } from 'react';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import css from './editable-line.module.css';

interface EditableLineProps {
  readonly label: string;
  /** What changing it is called. */
  readonly edit: string;
  readonly value: string;
  /** Name of the input field in refusals. */
  readonly field: string;
  readonly empty?: string;
  readonly editable: boolean;
  readonly onSave: (text: string) => Promise<unknown>;
}

const focus = (button: HTMLElement | null) => button?.focus();

/** A line that turns into a field when it is to be changed. */
export function EditableLine({ label, edit, value, field, empty, editable, onSave }: EditableLineProps) {
  const [editing, setEditing] = useState(false);
  const [edited, setEdited] = useState(false);
  const close = () => {
    setEdited(true);
    setEditing(false);
  };
  const submit = useSubmit(async (typed) => {
    const text = typed(field);
    if (text !== value) await onSave(text);
    close();
  });
  if (!editing) {
    return (
      <div className={css.line}>
        <div>
          <span className={css.label}>{label}</span>
          <p className={value === '' ? css.empty : undefined}>{value === '' ? (empty ?? '–') : value}</p>
        </div>
        {editable && (
          <Button look="quiet" aria-label={edit} ref={edited ? focus : null} onClick={() => setEditing(true)}>
            {t('Edit')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <Form submit={submit} fields={[field]} label={edit}>
        <Field label={label} name={field} defaultValue={value} first autoComplete="off" error={submit.errorOf(field)} />
        <Buttons>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" busy={submit.busy}>
            {t('Save')}
          </Button>
        </Buttons>
      </Form>
    </div>
  );
}

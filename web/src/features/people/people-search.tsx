import { t } from '../../i18n/t.ts';
import { Field } from '../../ui/field.tsx';

interface PeopleSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where a dialog that lists people begins. */
export const PeopleSearch = ({ text, onText }: PeopleSearchProps) => (
  <Field
    label={t('Search people')}
    name="people"
    type="search"
    placeholder={t('Name or title')}
    autoComplete="off"
    first
    value={text}
    onChange={({ target }) => onText(target.value)}
  />
);

import { t } from '../../i18n/t.ts';
import { SearchField } from '../../ui/search-field.tsx';

interface PeopleSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where a dialog that lists people begins. */
export const PeopleSearch = (props: PeopleSearchProps) => (
  <SearchField label={t('Search people')} name="people" placeholder={t('Name or title')} {...props} />
);

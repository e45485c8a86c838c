import { useKey } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { key } from '../../store/state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Listbox } from '../../ui/options.tsx';
import css from './suggestions.module.css';
import type { Suggestion } from './suggestion.ts';

interface SuggestionsProps {
  readonly id: string;
  readonly sign: '@' | '#';
  readonly found: readonly Suggestion[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onTake: (suggestion: Suggestion) => void;
}

/** The list above the composer; the field keeps the focus. */
export function Suggestions({ id, sign, found, chosen, onChoose, onTake }: SuggestionsProps) {
  return (
    <>
      <Listbox
        id={id}
        label={sign === '@' ? t('People to mention') : t('Channels to name')}
        className={css.panel}
        options={found.map((one) => ({ ...one, face: <Face one={one} /> }))}
        chosen={chosen}
        onChoose={onChoose}
        onTake={onTake}
      />
      <div role="status">
        <Hidden>{t('{count, plural, one {# suggestion} other {# suggestions}}', { count: found.length })}</Hidden>
      </div>
    </>
  );
}

function Face({ one: { id, name } }: { readonly one: Suggestion }) {
  const own = useKey(key.channel(id));
  if (id.startsWith('U')) return <Avatar id={id} name={name} size="sm" />;
  if (id.startsWith('C')) return <Icon name={own?.channel.kind === 'private' ? 'lock' : 'hash'} size={18} />;
  return <Icon name="people" size={20} />;
}

import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Listbox } from '../../ui/options.tsx';
import css from './suggestions.module.css';
import type { Suggestion } from './use-suggestions.ts';

interface SuggestionsProps {
  readonly id: string;
  readonly found: readonly Suggestion[];
  readonly chosen: number;
  readonly onTake: (suggestion: Suggestion) => void;
}

/** The list above the composer; the field keeps the focus. */
export function Suggestions({ id, found, chosen, onTake }: SuggestionsProps) {
  return (
    <Listbox
      id={id}
      label="People to mention"
      className={css.panel}
      options={found.map((one) => ({ ...one, face: <Face one={one} /> }))}
      chosen={chosen}
      onTake={onTake}
    />
  );
}

const Face = ({ one: { id, name } }: { readonly one: Suggestion }) =>
  id.startsWith('U') ? <Avatar id={id} name={name} size="sm" /> : <Icon name="people" size={20} />;

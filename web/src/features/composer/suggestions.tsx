import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
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
    <ul id={id} className={css.list} role="listbox" aria-label="People to mention">
      {found.map((one, index) => (
        <li
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className={css.option}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(one);
          }}
        >
          {one.id.startsWith('U') ? <Avatar id={one.id} name={one.name} size="sm" /> : <Icon name="people" size={20} />}
          <span className={css.name}>{one.name}</span>
          <span className={css.about}>{one.about}</span>
        </li>
      ))}
    </ul>
  );
}

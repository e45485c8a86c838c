import { useEffect, useRef, type ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './options.module.css';

export interface Option {
  readonly id: string;
  /** An avatar or an icon. */
  readonly face: ReactNode;
  readonly name: string;
  readonly about?: string;
  /** It asks for attention. */
  readonly strong?: boolean;
}

interface ListboxProps<T extends Option> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly T[];
  /** Index of the option that Enter takes: the field's `aria-activedescendant` is `optionId(id, chosen)`. */
  readonly chosen: number;
  readonly onChoose?: (index: number) => void;
  readonly onTake: (option: T) => void;
  readonly className?: string | undefined;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** Options of a field that keeps the focus and has the keys: arrows choose there, Enter takes. */
export function Listbox<T extends Option>(props: ListboxProps<T>) {
  const { id, label, options, chosen, onChoose, onTake, className } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [box, option] = [list.current, list.current?.children[chosen]];
    if (!box || !(option instanceof HTMLElement)) return;
    const { offsetTop: top, offsetHeight: height } = option;
    // Only the list itself: nothing around it moves.
    box.scrollTop = Math.min(top, Math.max(box.scrollTop, top + height - box.clientHeight));
  }, [chosen]);
  return (
    <div ref={list} id={id} className={classes(css.list, className)} role="listbox" aria-label={label}>
      {options.map((option, index) => (
        <button
          key={option.id}
          id={optionId(id, index)}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={css.option}
          onMouseDown={(event) => event.preventDefault()}
          onPointerMove={() => onChoose?.(index)}
          onClick={() => onTake(option)}
        >
          <Words {...option} />
        </button>
      ))}
    </div>
  );
}

interface CheckListProps<T extends Option> {
  readonly label: string;
  readonly options: readonly T[];
  readonly isChecked: (option: T) => boolean;
  /** No more may be chosen. */
  readonly full?: boolean;
  readonly onToggle: (option: T) => void;
}

/** Options of which several may be chosen. */
export function CheckList<T extends Option>({ label, options, isChecked, full, onToggle }: CheckListProps<T>) {
  return (
    <ul className={css.list} aria-label={label}>
      {options.map((option) => (
        <li key={option.id}>
          <label className={css.option}>
            <input
              type="checkbox"
              checked={isChecked(option)}
              disabled={full === true && !isChecked(option)}
              onChange={() => onToggle(option)}
            />
            <Words {...option} />
          </label>
        </li>
      ))}
    </ul>
  );
}

const Words = ({ face, name, about, strong }: Omit<Option, 'id'>) => (
  <>
    <span className={css.face}>{face}</span>
    <span className={classes(css.name, strong && css.strong)}>{name}</span>
    <span className={css.about}>{about}</span>
  </>
);

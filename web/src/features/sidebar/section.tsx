import { useId, type ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import css from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** Only what is unread or open is left of it. */
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly actions: readonly { readonly icon: IconName; readonly label: string; readonly run: () => void }[];
  readonly children: ReactNode;
}

/** A part of the sidebar that folds up. */
export function Section({ title, folded, onFold, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.head}>
        <h2>
          <button
            type="button"
            className={css.fold}
            aria-expanded={!folded}
            aria-controls={`${id}-list`}
            onClick={onFold}
          >
            <span className={classes(css.arrow, folded && css.turned)}>
              <Icon name="down" size={14} />
            </span>
            <span id={id}>{title}</span>
          </button>
        </h2>
        {actions.map(({ icon, label, run }) => (
          <IconButton key={label} icon={icon} label={label} size={17} onClick={run} />
        ))}
      </div>
      <ul id={`${id}-list`}>{children}</ul>
    </section>
  );
}

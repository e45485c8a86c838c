import { useId, type ReactNode } from 'react';
import type { IconName } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import css from './section.module.css';

interface SectionProps {
  readonly title: string;
  readonly actions: readonly { readonly icon: IconName; readonly label: string; readonly run: () => void }[];
  readonly children: ReactNode;
}

export function Section({ title, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        {actions.map(({ icon, label, run }) => (
          <IconButton key={label} icon={icon} label={label} size={17} onClick={run} />
        ))}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

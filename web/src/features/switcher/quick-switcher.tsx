import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useAction } from '../../hooks/use-action.ts';
import { recentTargets } from '../../remembered.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { DialogProps } from '../workspace/dialogs.tsx';
import css from './quick-switcher.module.css';
import { rank } from './rank.ts';
import type { Target } from './target.ts';
import { useTargets } from './use-targets.ts';

/** Finds conversations, people and deeds by a few letters. The field keeps the focus; arrows choose, Enter goes. */
export default function QuickSwitcher({ workspaceId, onClose }: DialogProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { error, run } = useAction();
  const [recent] = useState(recentTargets.read);
  const targets = useTargets(workspaceId, text);
  const found = useMemo(() => unique(rank(targets, text, recent)), [targets, text, recent]);
  const at = Math.min(chosen, found.length - 1);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const take = (target: Target | undefined) =>
    run(async () => {
      if (!target) return;
      const go = await target.lead();
      recentTargets.add(target.id);
      // Closed first: what comes next takes the focus.
      flushSync(onClose);
      go();
    });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setChosen((at + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setChosen((at - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') take(found[at]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title="Go to…" onClose={onClose}>
      <Field
        label="Channel, person or command"
        name="target"
        type="search"
        placeholder="A few letters are enough"
        autoComplete="off"
        first
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        value={text}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setText(target.value);
          setChosen(0);
        }}
      />
      {error && <Banner>{error}</Banner>}
      <div ref={list} id={id} className={css.list} role="listbox" aria-label="Places">
        {found.map((target, index) => (
          <button
            key={target.id}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={css.option}
            onPointerMove={() => setChosen(index)}
            onClick={() => take(target)}
          >
            <Face target={target} />
            <span className={target.weight > 0 ? css.unread : css.name}>{target.name}</span>
            <span className={css.about}>{target.about}</span>
          </button>
        ))}
      </div>
      {found.length === 0 && <p className={css.none}>Nothing here is called “{text}”.</p>}
    </Dialog>
  );
}

function Face({ target: { face, name } }: { readonly target: Target }) {
  return 'person' in face ? <Avatar id={face.person} name={name} size="sm" /> : <Icon name={face.icon} size={18} />;
}

/** A person with whom one talks already is found twice: their conversation is enough. */
function unique(targets: readonly Target[]): readonly Target[] {
  const people = new Set(
    targets.flatMap(({ id, face }) => ('person' in face && face.person !== id ? [face.person] : [])),
  );
  return targets.filter(({ id }) => !people.has(id));
}

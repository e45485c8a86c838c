import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { recentTargets } from './recent.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { composes } from '../../ui/composes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Listbox, optionId, type Option } from '../../ui/options.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Status } from '../../ui/status.tsx';
import type { DialogProps } from '../workspace/open-dialog.ts';
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
  const options = useMemo(() => found.map(optionOf), [found]);

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
    if (composes(event.nativeEvent)) return;
    if (event.key === 'ArrowDown') setChosen((at + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setChosen((at - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') take(found[at]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title={t('Go to…')} onClose={onClose}>
      <SearchField
        label={t('Channel, person or command')}
        name="target"
        enterKeyHint="go"
        placeholder={t('A few letters are enough')}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] ? optionId(id, at) : undefined}
        text={text}
        onKeyDown={onKeyDown}
        onText={(letters) => {
          setText(letters);
          setChosen(0);
        }}
      />
      {error && <Banner>{error}</Banner>}
      <Listbox
        id={id}
        label={t('Places')}
        options={options}
        chosen={at}
        onChoose={setChosen}
        onTake={(option) => take(found.find((target) => target.id === option.id))}
      />
      <Status>
        {found.length === 0 && <p className={css.none}>{t('Nothing here is called “{text}”.', { text })}</p>}
      </Status>
    </Dialog>
  );
}

const optionOf = ({ id, face, name, about, weight }: Target): Option => ({
  id,
  name,
  about,
  strong: weight > 0,
  face: 'person' in face ? <Avatar id={face.person} name={name} size="sm" /> : <Icon name={face.icon} size={18} />,
});

/** A person with whom one talks already is found twice: their conversation is enough. */
function unique(targets: readonly Target[]): readonly Target[] {
  const people = new Set(
    targets.flatMap(({ id, face }) => ('person' in face && face.person !== id ? [face.person] : [])),
  );
  return targets.filter(({ id }) => !people.has(id));
}

import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useKey } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { key } from '../../store/state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Listbox, optionId } from '../../ui/options.tsx';
import { placeBy } from '../../ui/place.ts';
import type { Asked, Suggestion } from './suggestion.ts';
import css from './suggestions.module.css';
import { useFoundChannels } from './use-found-channels.ts';
import { useFoundPeople } from './use-found-people.ts';
import type { Shown } from './use-suggestions.ts';

interface SuggestionsProps {
  readonly own: OwnChannel;
  /** Null while nothing is looked for. */
  readonly asked: Asked | null;
  /** Takes keys of the field while the list is open; says whether the key was for the list. */
  readonly keys: Ref<(event: KeyboardEvent) => boolean>;
  readonly onShow: (shown: Shown | null) => void;
  readonly onTake: (suggestion: Suggestion) => void;
  readonly onClose: () => void;
  /** A field beside which the list floats; without one it stands above what holds it. */
  readonly anchor?: RefObject<HTMLElement | null>;
}

const MOST = 8;

/** The list beside a text field, which keeps the focus. Arrow keys choose, Enter or Tab takes, Escape closes. */
export default function Suggestions({ own, asked, keys, onShow, onTake, onClose, anchor }: SuggestionsProps) {
  const id = useId();
  const [choice, setChoice] = useState({ asked, index: 0 });
  const people = useFoundPeople(own, asked?.sign === '@' ? asked.text : null);
  const channels = useFoundChannels(own.channel.workspaceId, asked?.sign === '#' ? asked.text : null);
  const found = (asked?.sign === '#' ? channels : people).slice(0, MOST);
  const chosen = choice.asked === asked ? Math.min(choice.index, found.length - 1) : 0;
  const open = asked !== null && found.length > 0;
  const choose = (index: number) => setChoice({ asked, index });
  const hasMoved = useCaret(asked, onClose);

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!open || hasMoved()) return false;
    const one = found[chosen];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) choose((chosen + step + found.length) % found.length);
    else if (event.key === 'Escape') onClose();
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && one) onTake(one);
    else return false;
    event.preventDefault();
    return true;
  }

  useImperativeHandle(keys, () => onKeyDown);
  useEffect(() => {
    onShow(open ? { listId: id, optionId: optionId(id, chosen) } : null);
  }, [onShow, open, id, chosen]);

  if (!open) return null;
  const list = (
    <Listbox
      id={id}
      label={asked.sign === '@' ? t('People to mention') : t('Channels to name')}
      className={anchor ? css.list : css.panel}
      options={found.map((one) => ({ ...one, face: <Face one={one} /> }))}
      chosen={chosen}
      onChoose={choose}
      onTake={onTake}
    />
  );
  return (
    <>
      {anchor ? <Floating anchor={anchor}>{list}</Floating> : list}
      <div role="status">
        <Hidden>{t('{count, plural, one {# suggestion} other {# suggestions}}', { count: found.length })}</Hidden>
      </div>
    </>
  );
}

interface FloatingProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** Above all else, beside its anchor wherever that is scrolled to. */
function Floating({ anchor, children }: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [popover, field] = [box.current, anchor.current];
    if (!popover || !field) return;
    popover.showPopover();
    const place = () => placeBy(popover, field);
    const resized = new ResizeObserver(place);
    for (const one of [popover, field, document.documentElement]) resized.observe(one);
    window.addEventListener('scroll', place, true);
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', place, true);
    };
  }, [anchor]);
  return (
    <div ref={box} popover="manual" className={css.floating}>
      {children}
    </div>
  );
}

/** Closes the list when the caret goes elsewhere without a change of the text. @returns whether it has gone */
function useCaret(asked: Asked | null, onClose: () => void): () => boolean {
  const closes = useRef(onClose);
  const moved = useRef((): boolean => false);
  useEffect(() => {
    closes.current = onClose;
  });
  useEffect(() => {
    const field = document.activeElement;
    if (asked === null || !(field instanceof HTMLTextAreaElement)) return;
    const { selectionEnd } = field;
    moved.current = () => field.selectionStart !== selectionEnd || field.selectionEnd !== selectionEnd;
    const look = () => moved.current() && closes.current();
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [asked]);
  return () => moved.current();
}

function Face({ one: { id, name } }: { readonly one: Suggestion }) {
  const own = useKey(key.channel(id));
  if (id.startsWith('U')) return <Avatar id={id} name={name} size="sm" />;
  if (id.startsWith('C')) return <Icon name={own?.channel.kind === 'private' ? 'lock' : 'hash'} size={18} />;
  return <Icon name="people" size={20} />;
}

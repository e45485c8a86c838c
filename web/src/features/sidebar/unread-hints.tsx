import { useEffect, useState, type RefObject } from 'react';
import { useSelect } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { key, type State } from '../../store/state.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import css from './unread-hints.module.css';

type Kind = 'plain' | 'calls' | null;
interface Beyond {
  readonly above: Kind;
  readonly below: Kind;
}

const NOTHING: Beyond = { above: null, below: null };
/** A line of which less than this is in view counts as beyond. Pixels. */
const SEEN = 12;

interface UnreadHintsProps {
  /** What scrolls. */
  readonly list: RefObject<HTMLElement | null>;
  /** The conversations in it, from the top down. */
  readonly ids: readonly string[];
}

/** Says that something unread is scrolled out of view, and leads there. */
export default function UnreadHints({ list, ids }: UnreadHintsProps) {
  const [beyond, setBeyond] = useState(NOTHING);
  const unread = useSelect((state) => ids.map((id) => howUnread(state, id)).join(' '));
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const look = () =>
      setBeyond((was) => {
        const now = { above: kindOf(linksBeyond(box, 'above')), below: kindOf(linksBeyond(box, 'below')) };
        return now.above === was.above && now.below === was.below ? was : now;
      });
    look();
    box.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [list, unread, ids]);

  function lead(where: 'above' | 'below'): void {
    const links = list.current ? linksBeyond(list.current, where) : [];
    const nearest = where === 'above' ? links.at(-1) : links[0];
    nearest?.scrollIntoView({ block: 'center' });
    nearest?.focus({ preventScroll: true });
  }

  return (
    <>
      {beyond.above && (
        <button
          type="button"
          className={classes(css.hint, css.above, beyond.above === 'calls' && css.calls)}
          onClick={() => lead('above')}
        >
          <span className={css.up}>
            <Icon name={MORE_ICONS.bottom} size={14} />
          </span>
          {t('Unread above')}
        </button>
      )}
      {beyond.below && (
        <button
          type="button"
          className={classes(css.hint, css.below, beyond.below === 'calls' && css.calls)}
          onClick={() => lead('below')}
        >
          <Icon name={MORE_ICONS.bottom} size={14} />
          {t('Unread below')}
        </button>
      )}
    </>
  );
}

function howUnread(state: State, id: string): string {
  const unread = state[key.unread(id)];
  return `${Math.sign(unread?.count ?? 0)}${Math.sign(unread?.mentions ?? 0)}`;
}

/** Links to unread conversations out of view, from the top down. */
function linksBeyond(box: HTMLElement, where: 'above' | 'below'): readonly HTMLElement[] {
  const { top, bottom } = box.getBoundingClientRect();
  return [...box.querySelectorAll<HTMLElement>('[data-unread]')].filter((link) => {
    const at = link.getBoundingClientRect();
    return where === 'above' ? at.bottom < top + SEEN : at.top > bottom - SEEN;
  });
}

function kindOf(links: readonly HTMLElement[]): Kind {
  if (links.length === 0) return null;
  return links.some((link) => link.dataset['unread'] === 'calls') ? 'calls' : 'plain';
}

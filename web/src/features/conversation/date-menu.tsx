import { useEffect, useRef, useState } from 'react';
import { useEngine, useOwnChannel } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { placeBy } from '../../ui/place.ts';
import { dayOf } from '../times.ts';
import css from './date-menu.module.css';
import { findDay } from './find-day.ts';

interface DateMenuProps {
  readonly channelId: string;
  readonly anchor: HTMLElement;
  readonly onGo: (seq: number) => void;
  readonly onClose: () => void;
}

const DAY_MS = 86_400_000;

const two = (part: number): string => String(part).padStart(2, '0');

/** The day as a date field writes it, in the reader's zone. */
function fieldOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Asks for a day and goes to its first message. */
export default function DateMenu({ channelId, anchor, onGo, onClose }: DateMenuProps) {
  const engine = useEngine();
  const own = useOwnChannel(channelId);
  const box = useRef<HTMLDivElement>(null);
  const [now] = useState(Date.now);
  const [date, setDate] = useState('');
  const { busy, error, run } = useAction();
  // The list may be another one when the day is found.
  const go = useRef(onGo);
  useEffect(() => {
    go.current = onGo;
  }, [onGo]);
  useEffect(() => {
    const popover = box.current;
    popover?.showPopover();
    const place = () => popover && placeBy(popover, anchor);
    place();
    popover?.querySelector('button')?.focus();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, [anchor]);

  const goTo = (at: number) =>
    run(async () => {
      const seq = await findDay((input) => engine.request('message.list', input), {
        channelId,
        at,
        head: own?.seq ?? 0,
        now,
      });
      // Who closed the menu meanwhile has gone elsewhere.
      if (!box.current?.matches(':popover-open')) return;
      box.current.hidePopover();
      if (seq !== null) go.current(seq);
    });
  const midnight = (days: number): number => dayOf(dayOf(now) - days * DAY_MS + DAY_MS / 2);
  const choices = [
    [t('Yesterday'), midnight(1)],
    [t('A week ago'), midnight(7)],
    [t('A month ago'), midnight(30)],
    [t('The very beginning'), 0],
  ] as const;
  return (
    <div
      ref={box}
      popover="auto"
      role="dialog"
      aria-label={t('Jump to a date')}
      className={css.menu}
      onToggle={({ newState }) => newState === 'closed' && onClose()}
      onKeyDown={({ key }) => key === 'Escape' && anchor.focus()}
    >
      {choices.map(([name, at]) => (
        <button key={name} type="button" className={css.item} onClick={() => goTo(at)}>
          {name}
        </button>
      ))}
      <form
        className={css.date}
        onSubmit={(event) => {
          event.preventDefault();
          const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
          if (date !== '') goTo(new Date(year, month - 1, day).getTime());
        }}
      >
        <input
          type="date"
          aria-label={t('Date')}
          required
          max={fieldOf(now)}
          value={date}
          onChange={({ target }) => setDate(target.value)}
        />
        <Button type="submit" look="primary" busy={busy}>
          {t('Go')}
        </Button>
      </form>
      {error && <p role="alert">{error}</p>}
    </div>
  );
}

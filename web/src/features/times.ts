import { locale } from '../i18n/language.ts';
import { preferences } from '../preferences/shown.ts';

/**
 * Formats are costly to make: each is made when it is first asked for, once for each choice of language and clock. The zone is the
 * reader's own.
 */
function formatsOf(language: string, clock: '12' | '24' | 'locale') {
  const hours = clock === 'locale' ? {} : { hourCycle: clock === '24' ? ('h23' as const) : ('h12' as const) };
  const format = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(language, options));
  const time = format({ timeStyle: 'short', ...hours });
  return {
    time,
    shortTime: byMinute(time),
    dayAndTime: byMinute(format({ dateStyle: 'medium', timeStyle: 'short', ...hours })),
    full: format({ dateStyle: 'full', timeStyle: 'medium', ...hours }),
    weekday: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    withYear: format({ dateStyle: 'full' }),
    relative: once(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' })),
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

const MINUTE_MS = 60_000;
const MOST_MINUTES = 5_000;

/** Formats that say no seconds: rows ask for the same ones whenever they come on screen. */
function byMinute(format: () => Intl.DateTimeFormat): (at: number) => string {
  const said = new Map<number, string>();
  return (at) => {
    const minute = Math.floor(at / MINUTE_MS);
    const known = said.get(minute);
    if (known !== undefined) return known;
    if (said.size >= MOST_MINUTES) said.clear();
    const text = format().format(at);
    said.set(minute, text);
    return text;
  };
}

const made = new Map<string, ReturnType<typeof formatsOf>>();

/** Those of now. */
export function formats(): ReturnType<typeof formatsOf> {
  const { clock } = preferences();
  const name = `${locale()} ${clock}`;
  const known = made.get(name) ?? formatsOf(locale(), clock);
  made.set(name, known);
  return known;
}

export const timeOf = (at: number): string => formats().shortTime(at);
export const dayAndTimeOf = (at: number): string => formats().dayAndTime(at);
export const fullTimeOf = (at: number): string => formats().full().format(at);

/** Midnight before, in the reader's zone: the same for all times of one day. */
export const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

const DAY = 86_400_000;

/** The name of a day as people say it. */
export function dayNameOf(at: number, now: number): string {
  const { relative, weekday, withYear } = formats();
  const days = Math.round((dayOf(at) - dayOf(now)) / DAY);
  if (days === 0 || days === -1) return capital(relative().format(days, 'day'));
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? weekday().format(at) : withYear().format(at);
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);

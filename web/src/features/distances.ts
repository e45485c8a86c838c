import { locale } from '../i18n/language.ts';
import { formats } from './times.ts';

/** The time of day somewhere else; null for an unknown zone. */
export function timeIn(timeZone: string, at: number): string | null {
  try {
    return new Intl.DateTimeFormat(locale(), { ...hoursAndMinutes(), timeZone }).format(at);
  } catch {
    return null;
  }
}

function hoursAndMinutes(): Intl.DateTimeFormatOptions {
  const { hourCycle } = formats().time().resolvedOptions();
  return { timeStyle: 'short', ...(hourCycle === undefined ? {} : { hourCycle }) };
}

/** How long until or since, in one unit. */
export function distanceOf(at: number, now: number): string {
  const { relative } = formats();
  const seconds = Math.round((at - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 60) return relative().format(0, 'second');
  if (size < 3600) return relative().format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return relative().format(Math.trunc(seconds / 3600), 'hour');
  return relative().format(Math.trunc(seconds / 86_400), 'day');
}

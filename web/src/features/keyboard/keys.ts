import { t } from '../../i18n/t.ts';

/** Whether this keyboard has ⌘ where others have Ctrl. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A key with the command key, as it is printed on this keyboard. */
export const withCommand = (key: string): string => (isApple ? `⌘${key}` : t('Ctrl {key}', { key }));
export const withOption = (key: string): string => (isApple ? `⌥${key}` : t('Alt {key}', { key }));

/** Whether only the command key is held. */
export const holdsCommand = (event: KeyboardEvent): boolean =>
  (isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey && !event.shiftKey;

/** Whether what is pressed would be typed. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

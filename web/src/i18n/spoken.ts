/** Texts in one language by their English. */
export type Messages = Readonly<Record<string, string>>;

interface Spoken {
  /** The language of dates and numbers, as a BCP 47 tag. */
  readonly locale: string;
  readonly messages: Messages;
}

const ENGLISH: Spoken = { locale: 'en', messages: {} };
const listeners = new Set<() => void>();
let now = ENGLISH;

/** What is spoken now. */
export const spoken = (): Spoken => now;

/** Speaks another language from now on; English without one. */
export function speak(next: Spoken = ENGLISH): void {
  now = next;
  for (const listener of listeners) listener();
}

/** @returns how to stop hearing of another language */
export function onSpoken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

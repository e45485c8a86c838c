import { useEffect, useMemo, useState, type RefObject } from 'react';
import type { Engine } from '../../client/engine.ts';
import { LIMITS } from '../../../../protocol/limits.ts';
import { useEngine } from '../../engine-context.ts';
import { key } from '../../store/state.ts';
import { calledBy, calledIn, type Called } from './called.ts';

/** A text that the field is given: at first, after sending, and when another tab wrote on. What is typed is not given. */
export interface Given {
  readonly text: string;
}

/** What the screen shows of a text beside the text. */
interface About {
  readonly empty: boolean;
  /** Characters that may still be typed; null while that is nobody's concern. */
  readonly left: number | null;
}

export interface DraftText extends About {
  readonly given: Given;
  /** As it is shown: people and channels by name. */
  readonly text: () => string;
  /** As it is sent and kept: people and channels by id. */
  readonly stored: () => string;
  /** The person typed: this is in the field now. */
  readonly typed: (text: string) => void;
  /** Puts a text into the field. */
  readonly write: (text: string) => void;
  /** While letters are being composed, nothing else may change the text. */
  readonly compose: (composing: boolean) => void;
  readonly called: Called;
}

/** Who typed within this time is still typing. */
const TYPING_MS = 1_000;
/** Keystrokes are kept together: to keep them, and to tell other tabs, costs as much as to show them. */
const KEEP_MS = 200;
const NEAR_LIMIT = 500;

/**
 * The unsent text of a conversation: kept while it is typed, and taken over when it is written on in another tab, though never
 * under the fingers of who types here. A keystroke renders nothing anew.
 */
export function useDraft(draftKey: string, field: RefObject<HTMLTextAreaElement | null>): DraftText {
  const engine = useEngine();
  const [draft, setDraft] = useState(() => new Draft(engine, draftKey));
  const [given, setGiven] = useState<Given>(() => ({ text: draft.text }));
  const [about, setAbout] = useState(() => draft.about());
  if (draft.key !== draftKey) {
    const other = new Draft(engine, draftKey);
    setDraft(other);
    setGiven({ text: other.text });
    setAbout(other.about());
  }
  useEffect(() => draft.follow(setGiven, setAbout), [draft]);
  const actions = useMemo(
    () => ({
      text: () => field.current?.value ?? draft.text,
      stored: () => draft.called.toStored(field.current?.value ?? draft.text),
      typed: draft.typed,
      write: draft.write,
      compose: draft.compose,
      called: draft.called,
    }),
    [draft, field],
  );
  return { ...about, ...actions, given };
}

class Draft {
  text: string;
  readonly key: string;
  readonly called: Called;
  readonly #engine: Engine;
  /** What the store had last from here, or gave. */
  #last: string;
  #typedAt = Number.NEGATIVE_INFINITY;
  #composing = false;
  /** A name in the text is known by now. */
  #isOutdated = false;
  #unname: () => void = () => undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #taking: ReturnType<typeof setTimeout> | undefined;
  #about: About;
  #setGiven: (given: Given) => void = () => undefined;
  #setAbout: (about: About) => void = () => undefined;

  constructor(engine: Engine, draftKey: string) {
    this.#engine = engine;
    this.called = calledBy(engine);
    this.key = draftKey;
    this.#last = this.#kept;
    this.text = this.called.toShown(this.#last);
    this.#about = this.about();
  }

  get #kept(): string {
    return this.#engine.store.get(key.draft(this.key)) ?? '';
  }

  about(): About {
    // Far from the limit nobody has to look, even where every word is a name that is kept as an id.
    const isNear = this.text.length > LIMITS.messageCharacters / 16;
    const left = isNear ? LIMITS.messageCharacters - this.called.toStored(this.text).length : NEAR_LIMIT;
    return { empty: this.text.trim() === '', left: left < NEAR_LIMIT ? left : null };
  }

  /** Listens until the end of the screen. @returns how to stop: what was typed is kept */
  follow(setGiven: (given: Given) => void, setAbout: (about: About) => void): () => void {
    this.#setGiven = setGiven;
    this.#setAbout = setAbout;
    const stop = this.#engine.store.subscribe(key.draft(this.key), this.#look);
    // Before the engine, which puts on disk what there is when the page is hidden.
    window.addEventListener('visibilitychange', this.#keep, true);
    window.addEventListener('pagehide', this.#keep, true);
    this.#look();
    this.#nameAll();
    return () => {
      stop();
      this.#unname();
      window.removeEventListener('visibilitychange', this.#keep, true);
      window.removeEventListener('pagehide', this.#keep, true);
      clearTimeout(this.#taking);
      this.#keep();
    };
  }

  readonly typed = (text: string): void => {
    this.#typedAt = performance.now();
    this.#change(text);
    this.#keeping ??= setTimeout(this.#keep, KEEP_MS);
  };

  readonly write = (text: string): void => {
    this.#typedAt = Number.NEGATIVE_INFINITY;
    this.#change(text);
    this.#save();
    this.#setGiven({ text });
  };

  readonly compose = (composing: boolean): void => {
    this.#composing = composing;
    if (!composing) this.#look();
  };

  #change(text: string): void {
    this.text = text;
    const about = this.about();
    if (about.empty === this.#about.empty && about.left === this.#about.left) return;
    this.#about = about;
    this.#setAbout(about);
  }

  readonly #keep = (): void => {
    if (this.#keeping !== undefined) this.#save();
  };

  #save(): void {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    this.#last = this.called.toStored(this.text);
    // Whoever logged out meanwhile leaves nothing here.
    if (this.#engine.store.get('session').phase !== 'out') this.#engine.setDraft(this.key, this.#last);
  }

  /** Asks for the names of people whom the text calls and this device does not know, and shows them when they come. */
  #nameAll(): void {
    const { store, needProfiles } = this.#engine;
    const unknown = calledIn(this.#last).filter((userId) => !store.get(key.profile(userId)));
    this.#unname();
    const stops = unknown.map((userId) => store.subscribe(key.profile(userId), this.#named));
    this.#unname = () => stops.forEach((stop) => stop());
    const channel = store.get(key.channel(this.key))?.channel;
    if (channel && unknown.length > 0) needProfiles(channel.workspaceId, unknown);
  }

  readonly #named = (): void => {
    this.#isOutdated = true;
    this.#look();
  };

  /** Takes over what another tab wrote, and names that became known, once nobody types here. */
  readonly #look = (): void => {
    clearTimeout(this.#taking);
    const kept = this.#kept;
    if ((kept === this.#last && !this.#isOutdated) || this.#composing) return;
    const wait = this.#typedAt + TYPING_MS - performance.now();
    if (wait > 0) {
      this.#taking = setTimeout(this.#look, wait);
      return;
    }
    this.#last = kept;
    this.#isOutdated = false;
    this.#change(this.called.toShown(kept));
    this.#setGiven({ text: this.text });
    this.#nameAll();
  };
}

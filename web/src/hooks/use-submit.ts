import { useEffect, useRef, useState, type FormEvent } from 'react';
import { errorBodyOf, sentenceOf } from './problem.ts';
import { fieldErrorsOf } from './valid.ts';

export interface Submit {
  readonly busy: boolean;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** What is typed anew is not called wrong any more. */
  readonly onInput: (event: FormEvent<HTMLFormElement>) => void;
  /** The refusal that belongs to this field. */
  readonly errorOf: (field: string) => string | undefined;
  /** The refusal that belongs to none of `fields`, for the head of the form. */
  readonly general: (...fields: readonly string[]) => string | undefined;
}

export type Fields = (name: string) => string;

interface Refusal {
  readonly sentence: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Runs a form's action: one at a time, refusals kept for the fields, focus moved to the first wrong one. */
export function useSubmit(action: (field: Fields) => Promise<void>): Submit {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [retyped, setRetyped] = useState<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement | null>(null);

  useEffect(() => {
    const inputs = form.current?.querySelectorAll<HTMLElement>('[name]') ?? [];
    [...inputs].find((input) => refusal?.fields.has(input.getAttribute('name') ?? ''))?.focus();
  }, [refusal]);

  async function run(target: HTMLFormElement): Promise<void> {
    const data = new FormData(target);
    setBusy(true);
    setRefusal(null);
    setRetyped(new Set());
    try {
      await action((name) => {
        const value = data.get(name);
        return typeof value === 'string' ? value : '';
      });
    } catch (cause) {
      setRefusal({ sentence: sentenceOf(errorBodyOf(cause)), fields: fieldErrorsOf(cause) });
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    onSubmit: (event) => {
      event.preventDefault();
      form.current = event.currentTarget;
      if (!busy) void run(event.currentTarget);
    },
    onInput: ({ target }) => {
      const name = target instanceof Element ? (target.getAttribute('name') ?? '') : '';
      if (refusal?.fields.has(name) && !retyped.has(name)) setRetyped(new Set([...retyped, name]));
    },
    errorOf: (field) => (retyped.has(field) ? undefined : refusal?.fields.get(field)),
    general: (...fields) =>
      refusal && !fields.some((field) => refusal.fields.has(field)) ? refusal.sentence : undefined,
  };
}

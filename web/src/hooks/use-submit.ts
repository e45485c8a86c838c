import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { ErrorBody } from '../../../protocol/errors.ts';
import { errorBodyOf, sentenceOf } from './problem.ts';

export interface Submit {
  readonly busy: boolean;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The refusal that belongs to one of these fields. */
  readonly errorOf: (...fields: readonly string[]) => string | undefined;
  /** The refusal that belongs to none of `fields`, for the head of the form. */
  readonly general: (...fields: readonly string[]) => string | undefined;
}

export type Fields = (name: string) => string;

/** Runs a form's action: one at a time, refusals kept for the fields, focus moved to the wrong one. */
export function useSubmit(action: (field: Fields) => Promise<void>): Submit {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const form = useRef<HTMLFormElement | null>(null);

  useEffect(() => {
    const name = error?.field;
    if (name) form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
  }, [error]);

  async function run(target: HTMLFormElement): Promise<void> {
    const data = new FormData(target);
    setBusy(true);
    setError(null);
    try {
      await action((name) => {
        const value = data.get(name);
        return typeof value === 'string' ? value : '';
      });
    } catch (cause) {
      setError(errorBodyOf(cause));
    } finally {
      setBusy(false);
    }
  }

  const isAt = (fields: readonly string[]): boolean => error?.field !== undefined && fields.includes(error.field);
  return {
    busy,
    onSubmit: (event) => {
      event.preventDefault();
      form.current = event.currentTarget;
      if (!busy) void run(event.currentTarget);
    },
    errorOf: (...fields) => (error && isAt(fields) ? sentenceOf(error) : undefined),
    general: (...fields) => (error && !isAt(fields) ? sentenceOf(error) : undefined),
  };
}

import type { ActionName, Input } from '../../../protocol/contracts.ts';
import { Problem } from '../../../protocol/problem.ts';
import { inLanguage } from '../i18n/sentence.ts';
import { t } from '../i18n/t.ts';
import { errorBodyOf, sentenceOf } from './problem.ts';

/** Refused before anything was sent, with a sentence for every wrong field. */
class InvalidInput extends Problem {
  readonly fields: ReadonlyMap<string, string>;
  constructor(fields: ReadonlyMap<string, string>) {
    const [first] = fields;
    super('invalid', first?.[1] ?? t('Check what you entered.'), { field: first?.[0] ?? '' });
    this.fields = fields;
  }
}

/** What a failed call says of the input's fields: a sentence by the field's dotted path. */
export function fieldErrorsOf(cause: unknown): ReadonlyMap<string, string> {
  if (cause instanceof InvalidInput) return cause.fields;
  const { field, ...error } = errorBodyOf(cause);
  return new Map(field === undefined ? [] : [[field, sentenceOf(error)]]);
}

/**
 * The same input, checked by the contract before anything is sent; the contracts are loaded for the first form.
 * @throws Problem naming the fields
 */
export async function valid<A extends ActionName>(action: A, input: Input<A>): Promise<Input<A>> {
  const { CONTRACTS } = await import('./contracts.ts');
  const parsed = CONTRACTS[action].input.safeParse(input);
  if (parsed.success) return input;
  const fields = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const field = path.join('.');
    if (!fields.has(field)) fields.set(field, inLanguage(message));
  }
  throw new InvalidInput(fields);
}

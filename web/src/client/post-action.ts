import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { Http } from './environment.ts';
import { noAnswer, notOurs, problemOf } from './problems.ts';

/** One action, whatever carries it. @throws Problem */
export type Call = <A extends ActionName>(action: A, input: Input<A>) => Promise<Output<A>>;

/** Sends one action by HTTP. @throws Problem; `unavailable` with reason `offline` when no answer came */
export async function postAction<A extends ActionName>(
  http: Http,
  action: A,
  input: Input<A>,
  accessToken: string | null,
): Promise<Output<A>> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (accessToken !== null) headers['authorization'] = `Bearer ${accessToken}`;
  const answer = await http
    .post(`/api/${action}`, JSON.stringify(input), headers)
    .catch(() => Promise.reject(noAnswer()));
  const body = parsed(answer.body);
  if (answer.status === 200 && body !== undefined) return body as Output<A>;
  if (typeof body === 'object' && body !== null && 'error' in body) throw problemOf(body.error, answer.status);
  throw notOurs(answer.status);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

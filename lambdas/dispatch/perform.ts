import { CONTRACTS, isActionName } from '../../protocol/contracts.ts';
import type { Contract, Transport } from '../../protocol/contract.ts';
import { Problem } from '../../protocol/errors.ts';
import type { AnyAction } from '../actions/registry.ts';
import type { BrowserContext, Context } from '../actions/action.ts';
import { parseInput } from './parse-input.ts';

export type Actions = Readonly<Record<string, AnyAction>>;

/** An action that may be called over a transport. */
export interface Endpoint {
  readonly name: string;
  readonly contract: Contract;
  readonly action: AnyAction;
}

/** @throws Problem invalid for an action that does not exist or does not go over this transport */
export function findEndpoint(actions: Actions, name: string, transport: Transport): Endpoint {
  if (!isActionName(name)) throw new Problem('invalid', 'There is no such action. See /api/docs.', { field: 'action' });
  const contract: Contract = CONTRACTS[name];
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action || !contract.transports.includes(transport)) {
    const other = transport === 'http' ? 'the socket' : 'HTTP';
    throw new Problem('invalid', `This action goes over ${other} only.`, {
      field: 'action',
      reason: 'other_transport',
    });
  }
  return { name, contract, action };
}

/**
 * Parse, permit, run. What `alive` checks of the caller goes on at the same time as `allow`, so that it costs no round
 * trip of its own; `run` starts only when both are fine, and a dead caller is told before anything else.
 */
export async function perform(
  endpoint: Endpoint,
  context: Context | BrowserContext,
  value: unknown,
  alive: Promise<void>,
): Promise<unknown> {
  const { contract, action } = endpoint;
  const [live, parsed] = await Promise.allSettled([alive, loadFor(contract, action, context, value)]);
  if (live.status === 'rejected') {
    if (parsed.status === 'fulfilled') {
      const { input, loaded } = parsed.value;
      context.after(async () => action.takeBack?.(context, input, loaded));
    }
    throw live.reason;
  }
  if (parsed.status === 'rejected') throw parsed.reason;
  const { input, loaded } = parsed.value;
  return action.run(context, input, loaded);
}

async function loadFor(
  contract: Contract,
  action: AnyAction,
  context: Context | BrowserContext,
  value: unknown,
): Promise<{ readonly input: unknown; readonly loaded: unknown }> {
  const input = parseInput(contract.input, value);
  return { input, loaded: await action.allow(context, input) };
}

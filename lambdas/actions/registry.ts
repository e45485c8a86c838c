import type { ActionName, CONTRACTS } from '../../protocol/contracts.ts';
import type { Transport } from '../../protocol/contract.ts';
import type { Action, BrowserContext, Context } from './action.ts';

/** Names of the actions that go over a transport. */
export type ActionsOver<T extends Transport> = {
  [A in ActionName]: T extends (typeof CONTRACTS)[A]['transports'][number] ? A : never;
}[ActionName];

/** One action for every contract of a transport: a missing one does not compile. */
export type Registry<T extends Transport> = { readonly [A in ActionsOver<T>]: Action<A, unknown> };

/** An action as the dispatcher calls it, with input that was parsed by the contract of the same name. */
export interface AnyAction {
  allow(context: Context | BrowserContext, input: unknown): Promise<unknown>;
  run(context: Context | BrowserContext, input: unknown, loaded: unknown): Promise<unknown>;
  takeBack?(context: Context | BrowserContext, input: unknown, loaded: unknown): Promise<void>;
}

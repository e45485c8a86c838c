/** Checks of one function's calls of one port: its environment, its role's permissions, and no work after it settled. */
import { AccessDenied, type Grants } from './grants.ts';
import { invocations, SandboxFrozen } from './invocation.ts';

export interface Guard {
  /** The refusal of a call, made once; undefined when the role allows all the actions. */
  refusal(actions: readonly string[], resource: string): Error | undefined;
  /** @throws SandboxFrozen when the invocation that calls is over. */
  assertRunning(call: string): void;
}

/** A call of something that the function's environment does not name: in AWS its client could not be built. */
export class NotConfigured extends Error {
  override readonly name = 'NotConfigured';
  constructor(functionName: string, what: string) {
    super(`the environment of ${functionName} does not name ${what}`);
  }
}

export interface GuardOptions {
  readonly functionName: string;
  readonly grants: Grants;
  /** Refuses every call; undefined when the environment names what the port reaches. */
  readonly unreachable: NotConfigured | undefined;
  /** Hears of calls after the handler settled. */
  readonly onLate: (error: SandboxFrozen) => void;
}

export function createGuard({ functionName, grants, unreachable, onLate }: GuardOptions): Guard {
  return {
    refusal: (actions, resource) => {
      if (unreachable !== undefined) return unreachable;
      const missing = actions.find((action) => !grants.allows(action, resource));
      return missing === undefined ? undefined : new AccessDenied(functionName, missing, resource);
    },
    assertRunning: (call) => {
      if (invocations.getStore()?.settled !== true) return;
      const error = new SandboxFrozen(functionName, call);
      onLate(error);
      throw error;
    },
  };
}

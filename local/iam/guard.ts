/** Checks of one function's port calls: its role's permissions, and no work after the handler settled. */
import { AccessDenied, type Grants } from './grants.ts';
import { invocations, SandboxFrozen } from './invocation.ts';

export interface Guard {
  /** The refusal of a call, made once; undefined when the role allows all the actions. */
  refusal(actions: readonly string[], resource: string): AccessDenied | undefined;
  /** @throws SandboxFrozen when the invocation that calls is over. */
  assertRunning(call: string): void;
}

/** `onLate` hears of calls after the handler settled. */
export function createGuard(functionName: string, grants: Grants, onLate: (error: SandboxFrozen) => void): Guard {
  return {
    refusal: (actions, resource) => {
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

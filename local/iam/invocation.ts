/** Which invocation a port call belongs to. */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Invocation {
  readonly functionName: string;
  /** True once the handler's promise has settled: AWS freezes the sandbox then. */
  settled: boolean;
}

export const invocations = new AsyncLocalStorage<Invocation>();

/** Work after the handler's promise settled. In AWS it would be frozen, perhaps for ever; here it fails loudly. */
export class SandboxFrozen extends Error {
  override readonly name = 'SandboxFrozen';
  constructor(functionName: string, call: string) {
    super(`${functionName} called ${call} after its handler had settled`);
  }
}

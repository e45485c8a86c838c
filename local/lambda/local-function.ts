import type { FunctionModel } from '../template/model.ts';

/** A function that can be invoked on this machine, whichever way it runs. */
export interface LocalFunction {
  readonly model: FunctionModel;
  /** Initialises ahead of the first invocation; failures are logged and come again with the invocation. */
  warm(): Promise<void>;
  /** @throws FunctionFailed */
  invoke(event: unknown, timeoutMs: number): Promise<unknown>;
  stop(): Promise<void>;
}

/** What the gateway needs of the Lambda stand-in. */
export interface Invoker {
  /**
   * Invokes a function and waits for its result.
   * @throws FunctionFailed when it is missing, cannot be initialised, throws or times out.
   */
  invoke(functionArn: string, event: unknown, timeoutMs: number): Promise<unknown>;
  /** True when a resource-based permission lets `source` (an ARN of API Gateway) invoke the function. */
  permits(functionArn: string, source: string): boolean;
}

export type FailureKind = 'missing' | 'init' | 'error' | 'function-timeout' | 'integration-timeout' | 'throttled';

/** An invocation without a result. The cause was logged already. */
export class FunctionFailed extends Error {
  override readonly name = 'FunctionFailed';
  readonly kind: FailureKind;
  /** Name of the error that the function threw. */
  readonly errorType: string | undefined;
  constructor(kind: FailureKind, message: string, errorType?: string) {
    super(message);
    this.kind = kind;
    this.errorType = errorType;
  }
}

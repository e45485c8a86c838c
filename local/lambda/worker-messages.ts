/** What the runtime and a function's worker say to each other. */
export interface WorkerSetup {
  /** URL of the bundle. */
  readonly bundle: string;
  readonly exportName: string;
}

export interface ToWorker {
  readonly id: number;
  /** JSON text: events cross a wire in AWS. */
  readonly event: string;
  readonly context: {
    readonly functionName: string;
    readonly invokedFunctionArn: string;
    readonly awsRequestId: string;
    readonly memoryLimitInMB: string;
  };
}

export type FromWorker =
  | { readonly ready: true }
  | { readonly id: number; readonly ok: true; readonly result: string }
  | {
      readonly id: number;
      readonly ok: false;
      readonly errorType: string;
      readonly message: string;
      readonly stack: string;
    };

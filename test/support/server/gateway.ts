import type { Gateway } from '../../../lambdas/delivery/gateway.ts';

/** What a connection received; the test's end of a socket. */
export interface Inbox {
  readonly frames: string[];
  closed: boolean;
  /** Called with each frame as it comes. */
  onFrame?: (text: string) => void;
}

/** A Gateway whose connections are lists of frames. */
export class TestGateway implements Gateway {
  readonly #open = new Map<string, Inbox>();
  /** Called when the server closes a connection. */
  onClose: (connectionId: string) => void = () => undefined;

  open(connectionId: string): Inbox {
    const inbox: Inbox = { frames: [], closed: false };
    this.#open.set(connectionId, inbox);
    return inbox;
  }

  /** The connection vanishes, as when a laptop is shut: nobody is told. */
  drop(connectionId: string): void {
    const inbox = this.#open.get(connectionId);
    if (inbox) inbox.closed = true;
    this.#open.delete(connectionId);
  }

  post(connectionIds: readonly string[], frame: string): Promise<readonly string[]> {
    const gone = connectionIds.filter((id) => !this.#open.has(id));
    for (const id of connectionIds) {
      this.#open.get(id)?.frames.push(frame);
      this.#open.get(id)?.onFrame?.(frame);
    }
    return Promise.resolve(gone);
  }

  close(connectionId: string): Promise<void> {
    if (this.#open.has(connectionId)) {
      this.drop(connectionId);
      this.onClose(connectionId);
    }
    return Promise.resolve();
  }
}

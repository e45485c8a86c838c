/** Reads the frames of one client. Own code, because API Gateway's limit is per frame, and a small state per connection. */
import { isUtf8 } from 'node:buffer';
import { OPCODE } from './frames.ts';

export const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  protocol: 1002,
  unsupported: 1003,
  invalidText: 1007,
  tooBig: 1009,
};

export interface FrameEvents {
  onText(text: string): void;
  onPing(payload: Buffer): void;
  onPong(): void;
  /** The client's close frame; `code` is 1005 when it named none. */
  onClose(code: number, payload: Buffer): void;
  /** The client broke a rule: the connection must be closed with `code`. Nothing is read after it. */
  onViolation(code: number, reason: string): void;
}

export interface FrameLimits {
  readonly frameBytes: number;
  readonly messageBytes: number;
}

export class FrameReader {
  readonly #events: FrameEvents;
  readonly #limits: FrameLimits;
  /** Bytes of a frame that is not complete yet, and how many of them make the next step possible. */
  #waiting: Buffer[] | undefined;
  #have = 0;
  #need = 2;
  /** Payloads of the fragments of a message that is not complete yet. */
  #fragments: Buffer[] | undefined;
  #fragmentBytes = 0;
  #ended = false;

  constructor(events: FrameEvents, limits: FrameLimits) {
    this.#events = events;
    this.#limits = limits;
  }

  push(chunk: Buffer): void {
    if (this.#ended) return;
    let bytes = chunk;
    if (this.#waiting !== undefined) {
      this.#waiting.push(chunk);
      this.#have += chunk.length;
      if (this.#have < this.#need) return;
      bytes = Buffer.concat(this.#waiting, this.#have);
      this.#waiting = undefined;
    }
    let at = 0;
    while (!this.#ended && at < bytes.length) {
      const read = this.#frame(bytes, at);
      if (read === 0) break;
      at += read;
    }
    if (this.#ended || at === bytes.length) return;
    // A copy: a slice would keep the whole chunk alive.
    this.#waiting = [Buffer.from(bytes.subarray(at))];
    this.#have = bytes.length - at;
  }

  /** Reads the frame at `at`. @returns its length; 0 when it is not complete or broke a rule. */
  #frame(bytes: Buffer, at: number): number {
    const left = bytes.length - at;
    if (left < 2) return this.#wait(2);
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    if ((first & 0x70) !== 0) return this.#violation(CLOSE.protocol, 'reserved bits are set');
    if ((second & 0x80) === 0) return this.#violation(CLOSE.protocol, 'frame is not masked');
    let length = second & 0x7f;
    let header = 6;
    if (length === 126) {
      header = 8;
      if (left < 4) return this.#wait(4);
      length = bytes.readUInt16BE(at + 2);
    } else if (length === 127) {
      header = 14;
      if (left < 10) return this.#wait(10);
      length = Number(bytes.readBigUInt64BE(at + 2));
    }
    const opcode = first & 0x0f;
    const final = (first & 0x80) !== 0;
    if (opcode >= OPCODE.close && (!final || length > 125)) return this.#violation(CLOSE.protocol, 'bad control frame');
    if (length > this.#limits.frameBytes) return this.#violation(CLOSE.tooBig, 'frame is too long');
    if (left < header + length) return this.#wait(header + length);
    const payload = bytes.subarray(at + header, at + header + length);
    unmask(payload, bytes, at + header - 4);
    this.#dispatch(opcode, final, payload);
    return this.#ended ? 0 : header + length;
  }

  #dispatch(opcode: number, final: boolean, payload: Buffer): void {
    switch (opcode) {
      case OPCODE.text:
        if (this.#fragments !== undefined) this.#violation(CLOSE.protocol, 'message inside a message');
        else if (final) this.#text(payload);
        else this.#fragment(payload, false);
        return;
      case OPCODE.continuation:
        if (this.#fragments === undefined) this.#violation(CLOSE.protocol, 'continuation of nothing');
        else this.#fragment(payload, final);
        return;
      case OPCODE.binary:
        this.#violation(CLOSE.unsupported, 'binary frames are not supported');
        return;
      case OPCODE.close:
        this.#close(payload);
        return;
      case OPCODE.ping:
        this.#events.onPing(payload);
        return;
      case OPCODE.pong:
        this.#events.onPong();
        return;
      default:
        this.#violation(CLOSE.protocol, 'unknown opcode');
    }
  }

  #fragment(payload: Buffer, final: boolean): void {
    const fragments = (this.#fragments ??= []);
    this.#fragmentBytes += payload.length;
    if (this.#fragmentBytes > this.#limits.messageBytes) {
      this.#violation(CLOSE.tooBig, 'message is too long');
      return;
    }
    fragments.push(final ? payload : Buffer.from(payload));
    if (!final) return;
    const whole = Buffer.concat(fragments, this.#fragmentBytes);
    this.#fragments = undefined;
    this.#fragmentBytes = 0;
    this.#text(whole);
  }

  #text(payload: Buffer): void {
    if (isUtf8(payload)) this.#events.onText(payload.toString('utf8'));
    else this.#violation(CLOSE.invalidText, 'text is not UTF-8');
  }

  #close(payload: Buffer): void {
    const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
    const allowed =
      code === 1005 || (code >= 1000 && code <= 1014 && ![1004, 1006].includes(code)) || (code >= 3000 && code < 5000);
    if (payload.length === 1 || (payload.length >= 2 && code === 1005) || !allowed || !isUtf8(payload.subarray(2))) {
      this.#violation(CLOSE.protocol, 'bad close frame');
      return;
    }
    this.#end();
    this.#events.onClose(code, payload);
  }

  #wait(bytes: number): 0 {
    this.#need = bytes;
    return 0;
  }

  #violation(code: number, reason: string): 0 {
    this.#end();
    this.#events.onViolation(code, reason);
    return 0;
  }

  #end(): void {
    this.#ended = true;
    this.#waiting = undefined;
    this.#fragments = undefined;
  }
}

function unmask(payload: Buffer, bytes: Buffer, maskAt: number): void {
  const a = bytes[maskAt] ?? 0;
  const b = bytes[maskAt + 1] ?? 0;
  const c = bytes[maskAt + 2] ?? 0;
  const d = bytes[maskAt + 3] ?? 0;
  const end = payload.length - (payload.length % 4);
  let i = 0;
  for (; i < end; i += 4) {
    payload[i] = (payload[i] ?? 0) ^ a;
    payload[i + 1] = (payload[i + 1] ?? 0) ^ b;
    payload[i + 2] = (payload[i + 2] ?? 0) ^ c;
    payload[i + 3] = (payload[i + 3] ?? 0) ^ d;
  }
  if (i < payload.length) payload[i] = (payload[i] ?? 0) ^ a;
  if (i + 1 < payload.length) payload[i + 1] = (payload[i + 1] ?? 0) ^ b;
  if (i + 2 < payload.length) payload[i + 2] = (payload[i + 2] ?? 0) ^ c;
}

/** Everything that a page asks the server, by HTTP and over its socket, as it goes over the network. */
import type { CDPSession } from '@playwright/test';
import type { Exchange } from './waterfall.ts';

/** What a first message cannot do without; pictures, fonts and the like come beside it. */
const NEEDED: ReadonlySet<string> = new Set(['Document', 'Script', 'Stylesheet', 'XHR', 'Fetch']);

/** Frames of the socket that are a question or its answer. */
interface Framed {
  readonly id?: string;
  readonly action?: string;
}

interface Answered extends Exchange {
  readonly body: () => Promise<string>;
}

/** Collects what is asked from now on; times in milliseconds since the first question. @returns reads what was answered so far */
export async function listenTo(cdp: CDPSession): Promise<() => readonly Answered[]> {
  const asked = new Map<string, { readonly name: string; readonly start: number }>();
  const answered: Answered[] = [];
  let origin: number | null = null;
  const at = (seconds: number): number => (seconds - (origin ??= seconds)) * 1000;
  const ask = (id: string, name: string, seconds: number): void => void asked.set(id, { name, start: at(seconds) });
  const answer = (id: string, seconds: number, body: Answered['body']): void => {
    const one = asked.get(id);
    if (one) answered.push({ ...one, end: at(seconds), body });
    asked.delete(id);
  };
  const bodyOf = (requestId: string) => () =>
    cdp.send('Network.getResponseBody', { requestId }).then(({ body }) => body);

  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp, type }) => {
    if (NEEDED.has(type ?? '')) ask(requestId, new URL(request.url).pathname, timestamp);
  });
  cdp.on('Network.loadingFinished', ({ requestId, timestamp }) => answer(requestId, timestamp, bodyOf(requestId)));
  cdp.on('Network.webSocketWillSendHandshakeRequest', ({ requestId, timestamp }) => ask(requestId, '/ws', timestamp));
  cdp.on('Network.webSocketHandshakeResponseReceived', ({ requestId, timestamp }) =>
    answer(requestId, timestamp, () => Promise.resolve('')),
  );
  cdp.on('Network.webSocketFrameSent', ({ response: { payloadData }, timestamp }) => {
    const { id, action } = JSON.parse(payloadData) as Framed;
    if (id !== undefined) ask(`frame ${id}`, `${action ?? ''} over the socket`, timestamp);
  });
  cdp.on('Network.webSocketFrameReceived', ({ response: { payloadData }, timestamp }) => {
    const { id } = JSON.parse(payloadData) as Framed;
    if (id !== undefined) answer(`frame ${id}`, timestamp, () => Promise.resolve(payloadData));
  });
  await cdp.send('Network.enable');
  return () => answered;
}

/** When the first answer that holds this text was there. @throws when none does */
export async function broughtAt(answered: readonly Answered[], text: string): Promise<number> {
  for (const { body, end } of answered.toSorted((a, b) => a.end - b.end)) {
    if ((await body()).includes(text)) return end;
  }
  throw new Error(`no answer brought "${text}"`);
}

import type { OpenSocket, SocketListener } from '../../web/src/client/environment.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { HOST, ORIGIN, ORIGIN_SECRET } from './backend.ts';
import { answerIn, exchangeOf, type Question, remember } from './exchange.ts';
import type { Wire } from './sim-gateway.ts';
import type { Tab } from './tab.ts';

const HEADERS = { 'X-Parley-Origin': [ORIGIN_SECRET], 'X-Parley-Host': [HOST], Origin: [ORIGIN] };
const SINGLE_HEADERS = Object.fromEntries(Object.entries(HEADERS).map(([name, [value = '']]) => [name, value]));

/** A socket of one tab, from its ticket on. */
export function openWire(tab: Tab, path: string, on: SocketListener): OpenSocket {
  const { gateway, faults } = tab.browser.options.backend;
  const asked = new Map<string, Question>();
  let wire: Wire | null = null;
  let closed = false;
  const listener: SocketListener = {
    opened: () => tab.run(() => on.opened()),
    frame: (text) =>
      tab.run(() => {
        note(tab, asked, text);
        on.frame(text);
      }),
    closed: () => tab.run(() => on.closed()),
  };
  void handshake(tab, path, listener).then((opened) => {
    if (opened && (closed || !tab.alive || !tab.browser.online)) return gateway.cut(opened);
    wire = opened;
    if (!wire) return listener.closed();
    tab.wires.add(wire);
    return listener.opened();
  });
  return {
    send(text) {
      remember(asked, text);
      if (text.includes('"socket.renew"')) faults.note('renewedInBand', 'socket');
      if (wire && tab.browser.online) gateway.receive(wire, spoken(tab, text));
    },
    close() {
      closed = true;
      if (wire) gateway.cut(wire);
    },
  };
}

/** A page from before a deploy says the version that it was made with. */
function spoken(tab: Tab, text: string): string {
  if (!tab.isOld || !text.includes('"socket.hello"')) return text;
  tab.browser.options.backend.faults.note('outdatedClient', 'socket.hello');
  return text.replace(`"version":${PROTOCOL_VERSION}`, `"version":${PROTOCOL_VERSION - 1}`);
}

async function handshake({ browser }: Tab, path: string, listener: SocketListener): Promise<Wire | null> {
  const { scheduler, backend } = browser.options;
  await scheduler.sleep(scheduler.latency());
  if (!browser.online || backend.faults.at('socket.connect').strikes('requestLost')) return null;
  const ticket = new URL(path, ORIGIN).searchParams.get('ticket') ?? '';
  const context = await backend
    .authorize({
      methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:api/ws/$connect',
      headers: SINGLE_HEADERS,
      multiValueHeaders: HEADERS,
      multiValueQueryStringParameters: { ticket: [ticket] },
    })
    .catch(() => null);
  if (!context) return null;
  const wire = await backend.gateway.connect(context, listener);
  if (!wire || !backend.faults.at('socket.connect').strikes('answerLost')) return wire;
  backend.gateway.cut(wire);
  return null;
}

/** Replies over the socket are told to the checker as answers by HTTP are. */
function note(tab: Tab, asked: ReadonlyMap<string, Question>, text: string): void {
  const { backend, scheduler, heard } = tab.browser.options;
  if (text.includes('"code":"unauthenticated"')) backend.faults.note('tokenExpired', 'socket.reply');
  const answer = answerIn(asked, text);
  if (!answer) return;
  heard(exchangeOf({ userId: tab.userId, ...answer, commit: backend.store.commits, at: scheduler.now() }));
}

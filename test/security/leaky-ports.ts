/** Ports that fail now and then, and whose errors say all that they know. */
import type { Ports } from '../../lambdas/ports/index.ts';
import { ConditionFailed, StoreUnavailable } from '../../lambdas/table/store.ts';

export interface Leaks {
  /** One of so many calls fails; 0 for none. */
  oneIn: number;
  /** How many failed. */
  failed: number;
}

/** What drivers, parsers and our own mistakes throw: with everything that was handed to them. */
function errors(given: string): readonly unknown[] {
  const quoting = new Error(given);
  return [
    quoting,
    new TypeError(`Cannot read properties of ${given}`, { cause: quoting }),
    Object.assign(new Error(given), { name: 'SqliteError', code: given }),
    Object.assign(new Error(given), { name: 'ValidationException', $metadata: { requestId: given } }),
    new SyntaxError(`Unexpected token in JSON: ${given}`),
    new AggregateError([quoting], given),
    given,
    { message: given },
    new StoreUnavailable('throttled', 10),
    new ConditionFailed(),
  ];
}

export function leaky(ports: Ports, leaks: Leaks): Ports {
  let calls = 0;
  const failing = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]): unknown => {
          calls += 1;
          if (leaks.oneIn === 0 || calls % leaks.oneIn !== 0) return Reflect.apply(method, target, given);
          leaks.failed += 1;
          const all = errors(JSON.stringify(given));
          return Promise.reject(all[leaks.failed % all.length]);
        };
      },
    });
  const { store, gateway, identity, tasks } = ports;
  return {
    ...ports,
    store: failing(store),
    gateway: failing(gateway),
    identity: failing(identity),
    tasks: failing(tasks),
  };
}

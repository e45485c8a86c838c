/** What stands behind the origins' domain names. */
import type { HttpApiServer } from '../gateway/http-api.ts';
import type { SocketApiServer } from '../gateway/socket-api.ts';
import type { SystemModel } from '../template/model.ts';
import type { Backend } from './edge.ts';

export function backendsOf(
  system: SystemModel,
  httpApis: ReadonlyMap<string, HttpApiServer>,
  socketApis: ReadonlyMap<string, SocketApiServer>,
): ReadonlyMap<string, Backend> {
  const backends = new Map<string, Backend>();
  for (const { domains, deployments } of system.buckets) {
    for (const domain of domains) backends.set(domain, { kind: 'files', deployments });
  }
  for (const { id, domain, stage } of system.httpApis) {
    const api = httpApis.get(id);
    if (api !== undefined) backends.set(domain, { kind: 'http', api, stage });
  }
  for (const { id, domain, stage } of system.socketApis) {
    const api = socketApis.get(id);
    if (api !== undefined) backends.set(domain, { kind: 'socket', api, stage });
  }
  return backends;
}

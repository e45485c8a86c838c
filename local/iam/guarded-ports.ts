/** The ports of one function: the embedded ones behind what its environment names and its role allows. */
import type { Ports, Tasks } from '../../lambdas/ports/index.ts';
import type { Gateway } from '../../lambdas/delivery/gateway.ts';
import type { FunctionModel, SocketApi, SystemModel } from '../template/model.ts';
import { createGrants } from './grants.ts';
import { createGuard, type Guard, NotConfigured } from './guard.ts';
import { guardIdentity } from './guarded-identity.ts';
import { guardStore } from './guarded-store.ts';
import type { SandboxFrozen } from './invocation.ts';

export function guardPorts(
  ports: Ports,
  fn: FunctionModel,
  system: SystemModel,
  onLate: (error: SandboxFrozen) => void,
): Ports {
  const grants = createGrants(fn.statements);
  const values = Object.values(fn.environment);
  /** A guard of a port that reaches `what`, which the environment has to name by all of these. */
  const guardOf = (what: string, ...names: readonly string[]): Guard => {
    const isNamed = names.every((name) => values.some((value) => value.includes(name)));
    const unreachable = isNamed ? undefined : new NotConfigured(fn.name, what);
    return createGuard({ functionName: fn.name, grants, unreachable, onLate });
  };
  const [table] = system.tables;
  const [api] = system.socketApis;
  const [pool] = system.userPools;
  const target = taskTarget(fn, system);
  return {
    ...ports,
    store: table
      ? guardStore(
          ports.store,
          guardOf('the table', table.name),
          table.arn,
          table.indexes.map(({ name }) => name),
        )
      : ports.store,
    gateway: api ? guardGateway(ports.gateway, guardOf('the WebSocket API', api.domain), api) : ports.gateway,
    identity: pool
      ? guardIdentity(ports.identity, guardOf('the user pool', pool.poolId, pool.clientId), pool.arn)
      : ports.identity,
    tasks: guardTasks(ports.tasks, guardOf('a function to invoke', target?.name ?? '\0'), target),
  };
}

function guardGateway(gateway: Gateway, guard: Guard, api: SocketApi): Gateway {
  const refusal = (method: string) =>
    guard.refusal(['execute-api:ManageConnections'], `${api.arn}/${api.stage}/${method}/@connections/id`);
  const post = refusal('POST');
  const close = refusal('DELETE');
  return {
    post: async (ids, frame) => {
      guard.assertRunning('gateway.post');
      if (post !== undefined) throw post;
      return gateway.post(ids, frame);
    },
    close: async (id) => {
      guard.assertRunning('gateway.close');
      if (close !== undefined) throw close;
      return gateway.close(id);
    },
  };
}

function guardTasks(tasks: Tasks, guard: Guard, target: FunctionModel | undefined): Tasks {
  const refusal = guard.refusal(['lambda:InvokeFunction'], target?.arn ?? '');
  return {
    fanOut: async (payload) => {
      guard.assertRunning('tasks.fanOut');
      if (refusal !== undefined) throw refusal;
      return tasks.fanOut(payload);
    },
  };
}

/** The function that another one's environment names: the one that its Tasks port invokes. */
export const taskTarget = (fn: FunctionModel, system: SystemModel): FunctionModel | undefined => {
  const values = new Set(Object.values(fn.environment));
  return [...system.functions.values()].find(
    (other) => other !== fn && (values.has(other.name) || values.has(other.arn)),
  );
};

/** The ports of one function: the embedded ones behind the checks of its role. */
import type { Ports, Tasks } from '../../lambdas/ports/index.ts';
import type { Gateway } from '../../lambdas/delivery/gateway.ts';
import type { FunctionModel, SocketApi, SystemModel } from '../template/model.ts';
import { createGrants } from './grants.ts';
import { createGuard, type Guard } from './guard.ts';
import { guardIdentity } from './guarded-identity.ts';
import { guardStore } from './guarded-store.ts';
import type { SandboxFrozen } from './invocation.ts';

export function guardPorts(
  ports: Ports,
  fn: FunctionModel,
  system: SystemModel,
  onLate: (error: SandboxFrozen) => void,
): Ports {
  const guard = createGuard(fn.name, createGrants(fn.statements), onLate);
  const [table] = system.tables;
  const [api] = system.socketApis;
  const [pool] = system.userPools;
  return {
    ...ports,
    store: table
      ? guardStore(
          ports.store,
          guard,
          table.arn,
          table.indexes.map(({ name }) => name),
        )
      : ports.store,
    gateway: api ? guardGateway(ports.gateway, guard, api) : ports.gateway,
    identity: pool ? guardIdentity(ports.identity, guard, pool.arn) : ports.identity,
    tasks: guardTasks(ports.tasks, guard, taskTarget(fn, system)),
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
  const refusal = target && guard.refusal(['lambda:InvokeFunction'], target.arn);
  return {
    fanOut: async (payload) => {
      guard.assertRunning('tasks.fanOut');
      if (target === undefined) throw new Error('the environment names no function to invoke');
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

/** The ports of a function in AWS. Each client is built at its first use; the token verifier, Cognito's and Lambda's are loaded then, too. */
import type { Gateway } from '../delivery/gateway.ts';
import type { Identity, Ports, Tasks } from '../ports/index.ts';
import type { Store } from '../table/store.ts';
import type { Env } from '../runtime/config.ts';
import { functionName, gatewayConfig, identityConfig, storeConfig, tasksConfig } from '../runtime/config.ts';
import { createLog } from '../runtime/log.ts';
import { systemClock } from './clock.ts';
import { createGateway } from './gateway.ts';
import type { ManagedIdentity } from './identity.ts';
import { systemRandom } from './random.ts';
import { dynamoClient } from './store-client.ts';
import { createStore } from './store.ts';

/** @throws ConfigError, when a port is first used, if the function lacks a variable of it. */
export function awsPorts(env: Env): Ports {
  const log = createLog({
    clock: systemClock,
    functionName: functionName(env),
    write: (line) => process.stdout.write(`${line}\n`),
  });
  const gateway = once((): Gateway =>
    createGateway({ ...gatewayConfig(env), clock: systemClock, random: systemRandom, log }),
  );
  return {
    store: lazyStore(env),
    gateway: {
      post: async (connectionIds, frame) => gateway().post(connectionIds, frame),
      close: async (connectionId) => gateway().close(connectionId),
    },
    identity: lazyIdentity(env),
    tasks: lazyTasks(env),
    clock: systemClock,
    random: systemRandom,
    log,
  };
}

function lazyStore(env: Env): Store {
  const store = once((): Store => {
    const { tableName, endpoint } = storeConfig(env);
    return createStore({ client: dynamoClient({ endpoint }), tableName, clock: systemClock, random: systemRandom });
  });
  return {
    get: async (...given) => store().get(...given),
    getMany: async (...given) => store().getMany(...given),
    query: async (...given) => store().query(...given),
    write: async (...given) => store().write(...given),
    update: async (...given) => store().update(...given),
    take: async (...given) => store().take(...given),
  };
}

function lazyIdentity(env: Env): Identity {
  const verify = once(async (): Promise<Identity['verify']> => {
    const { createVerify } = await import('./identity-verify.ts');
    return createVerify(identityConfig(env));
  });
  const managed = once(async (): Promise<ManagedIdentity> => {
    const { cognitoClient, createIdentity } = await import('./identity.ts');
    const config = identityConfig(env);
    return createIdentity(cognitoClient(config), config);
  });
  return {
    signUp: async (...given) => (await managed()).signUp(...given),
    resendCode: async (...given) => (await managed()).resendCode(...given),
    confirm: async (...given) => (await managed()).confirm(...given),
    logIn: async (...given) => (await managed()).logIn(...given),
    refresh: async (...given) => (await managed()).refresh(...given),
    revoke: async (...given) => (await managed()).revoke(...given),
    forgotPassword: async (...given) => (await managed()).forgotPassword(...given),
    resetPassword: async (...given) => (await managed()).resetPassword(...given),
    changePassword: async (...given) => (await managed()).changePassword(...given),
    find: async (...given) => (await managed()).find(...given),
    remove: async (...given) => (await managed()).remove(...given),
    signOutEverywhere: async (...given) => (await managed()).signOutEverywhere(...given),
    setEnabled: async (...given) => (await managed()).setEnabled(...given),
    verify: async (accessToken) => (await verify())(accessToken),
  };
}

function lazyTasks(env: Env): Tasks {
  const tasks = once(async (): Promise<Tasks> => {
    const { createTasks, lambdaClient } = await import('./tasks.ts');
    const { fanOutFunction, endpoint } = tasksConfig(env);
    return createTasks(lambdaClient({ endpoint }), fanOutFunction);
  });
  return { fanOut: async (payload) => (await tasks()).fanOut(payload) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

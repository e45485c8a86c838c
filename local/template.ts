/** The synthesised template as the system that the local runtime runs. */
import { randomUUID } from 'node:crypto';
import { readHttpApis, readSocketApis } from './template/apis.ts';
import { readAssembly } from './template/assembly.ts';
import type { Place } from './template/attributes.ts';
import { readDistribution } from './template/distribution.ts';
import { readFunctions, readPermissions } from './template/functions.ts';
import { createResolver } from './template/intrinsics.ts';
import type { SystemModel } from './template/model.ts';
import { createSource } from './template/source.ts';
import { readBuckets, readTables, readUserPools } from './template/storage.ts';
import { readMappings, readSchedules } from './template/streams.ts';

export { TemplateError } from './template/json.ts';
export type { SystemModel } from './template/model.ts';

const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

/**
 * Reads `cdkOut` (a directory written by `cdk synth` that holds one stack).
 * @throws TemplateError when it is missing or holds something that cannot run here.
 */
export function readTemplate(cdkOut: string): SystemModel {
  const assembly = readAssembly(cdkOut);
  const { stackName } = assembly;
  const place: Place = {
    account: ACCOUNT,
    region: REGION,
    suffix: 'amazonaws.com',
    stackName,
    stackId: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stackName}/${randomUUID()}`,
  };
  const source = createSource(assembly, createResolver(assembly, place));
  const functions = readFunctions(source);
  return {
    region: place.region,
    account: place.account,
    stackName,
    functions,
    permissions: readPermissions(source),
    httpApis: readHttpApis(source),
    socketApis: readSocketApis(source),
    tables: readTables(source),
    userPools: readUserPools(source),
    buckets: readBuckets(source),
    mappings: readMappings(source, functions),
    schedules: readSchedules(source),
    distribution: readDistribution(source),
  };
}

/** The table as the code expects it. */
import { TABLE } from '../../../lambdas/table/schema.ts';
import { at, fields, list, render, resourcesOf } from '../template.ts';
import type { Invariant, Json, Resource } from '../template.ts';

const schemaOf = (holder: Json | Resource): string =>
  list(at(holder, 'KeySchema'))
    .map((key) => `${render(at(key, 'KeyType'))}=${render(at(key, 'AttributeName'))}`)
    .join();

const keys = ({ partitionKey, sortKey }: { readonly partitionKey: string; readonly sortKey: string }): string =>
  `HASH=${partitionKey},RANGE=${sortKey}`;

/** Keys and indexes are those of `schema.ts`; what keys name is defined as text, and nothing else is. */
export const keysAsInSchema: Invariant = (template) =>
  resourcesOf(template, 'AWS::DynamoDB::Table').flatMap(([id, { Properties }]) => {
    const problems: string[] = [];
    if (schemaOf(Properties) !== keys(TABLE)) problems.push(`${id} has other keys`);
    const indexes = list(at(Properties, 'GlobalSecondaryIndexes'));
    const found = indexes.map((index) => `${render(at(index, 'IndexName'))}: ${schemaOf(index)}`);
    const wanted = Object.entries(TABLE.indexes).map(([name, index]) => `${name}: ${keys(index)}`);
    if (found.toSorted().join() !== wanted.toSorted().join()) problems.push(`${id} has other indexes`);
    if (indexes.some((index) => at(index, 'Projection', 'ProjectionType') !== 'ALL'))
      problems.push(`${id} has an index without the items`);
    const named = [Properties, ...indexes].flatMap((holder) => list(at(holder, 'KeySchema')));
    const used = new Set(named.map((key) => render(at(key, 'AttributeName'))));
    const defined = list(at(Properties, 'AttributeDefinitions')).map(fields);
    if (defined.some((one) => one['AttributeType'] !== 'S')) problems.push(`${id} has a key that is no text`);
    const names = defined.map((one) => render(one['AttributeName']));
    if (names.toSorted().join() !== [...used].toSorted().join())
      problems.push(`${id} defines ${names.join()} and uses ${[...used].join()}`);
    return problems;
  });

/** Old items go by the attribute that the code writes, and an idle table costs nothing. */
export const tableForgetsAndIdles: Invariant = (template) =>
  resourcesOf(template, 'AWS::DynamoDB::Table').flatMap(([id, { Properties }]) => {
    const ttl = at(Properties, 'TimeToLiveSpecification');
    const forgets = at(ttl, 'AttributeName') === TABLE.timeToLive && at(ttl, 'Enabled') === true;
    const idles = at(Properties, 'BillingMode') === 'PAY_PER_REQUEST';
    const problems = forgets ? [] : [`${id} never forgets`];
    return idles ? problems : problems.concat(`${id} costs while idle`);
  });

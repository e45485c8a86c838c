/** Tables, user pools, buckets and what is deployed into them. */
import { asList, asObject, asStrings, asText, type Json, type JsonObject, TemplateError, textAt } from './json.ts';
import type { BucketModel, Deployment, TableModel, UserPoolModel } from './model.ts';
import type { Source } from './source.ts';

export function readTables(source: Source): readonly TableModel[] {
  return source.all('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(({ id, properties }) => {
    const partitionKey = keyName(properties['KeySchema'], 'HASH');
    const sortKey = keyName(properties['KeySchema'], 'RANGE');
    if (partitionKey === undefined || sortKey === undefined)
      throw new TemplateError(`${id}: the local runtime needs a partition key and a sort key`);
    const ttl = asObject(properties['TimeToLiveSpecification']);
    return {
      id,
      name: source.ref(id),
      arn: source.attribute(id, 'Arn'),
      streamArn: source.attribute(id, 'StreamArn'),
      streamView: asText(asObject(properties['StreamSpecification'])['StreamViewType']),
      partitionKey,
      sortKey,
      timeToLive: asText(ttl['AttributeName']),
      indexes: asList(properties['GlobalSecondaryIndexes']).map((entry) => {
        const index = asObject(entry);
        return {
          name: textAt(index['IndexName'], `${id}.IndexName`),
          partitionKey: textAt(keyName(index['KeySchema'], 'HASH'), `${id}.KeySchema`),
          sortKey: keyName(index['KeySchema'], 'RANGE'),
        };
      }),
      properties,
    };
  });
}

const keyName = (schema: Json | undefined, type: 'HASH' | 'RANGE'): string | undefined =>
  asText(asObject(asList(schema).find((entry) => asObject(entry)['KeyType'] === type))['AttributeName']);

export function readUserPools(source: Source): readonly UserPoolModel[] {
  return source.all('AWS::Cognito::UserPool').map(({ id, properties }) => {
    const poolId = source.ref(id);
    const client = source
      .all('AWS::Cognito::UserPoolClient')
      .find((candidate) => candidate.properties['UserPoolId'] === poolId);
    if (client === undefined) throw new TemplateError(`${id} has no client`);
    return {
      id,
      poolId,
      arn: source.attribute(id, 'Arn'),
      clientId: source.ref(client.id),
      pool: properties,
      client: client.properties,
    };
  });
}

export function readBuckets(source: Source): readonly BucketModel[] {
  const deployments = source.all('Custom::CDKBucketDeployment');
  return source.all('AWS::S3::Bucket').map(({ id, properties }) => {
    const name = source.ref(id);
    return {
      id,
      name,
      arn: source.attribute(id, 'Arn'),
      domains: [source.attribute(id, 'RegionalDomainName'), source.attribute(id, 'DomainName')],
      deployments: deployments
        .filter((deployment) => deployment.properties['DestinationBucketName'] === name)
        .flatMap((deployment) => readDeployment(source, deployment.properties)),
      properties,
    };
  });
}

function readDeployment(source: Source, properties: JsonObject): readonly Deployment[] {
  return asStrings(properties['SourceObjectKeys']).flatMap((key) => {
    const directory = source.assembly.assetPath(key);
    if (directory === undefined) return [];
    const exclude = asStrings(properties['Exclude']);
    const include = asStrings(properties['Include']);
    return [
      { directory, exclude, include, cacheControl: asText(asObject(properties['SystemMetadata'])['cache-control']) },
    ];
  });
}

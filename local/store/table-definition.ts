import type { TableShape } from './table-shape.ts';

interface KeyPart {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** Input of CreateTable for a table of this shape, with a stream of new images. */
export const tableDefinition = (TableName: string, { indexes }: TableShape): object => {
  const schemas = Object.entries(indexes).map(([IndexName, { partitionKey, sortKey }]) => ({
    IndexName,
    KeySchema: keySchema(partitionKey, sortKey),
    Projection: { ProjectionType: 'ALL' },
  }));
  const attributes = ['pk', 'sk', ...Object.values(indexes).flatMap((index) => [index.partitionKey, index.sortKey])];
  return {
    TableName,
    KeySchema: keySchema('pk', 'sk'),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    ...(schemas.length > 0 && { GlobalSecondaryIndexes: schemas }),
  };
};

const keySchema = (partition: string, sort: string): readonly KeyPart[] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];

/** Stub functions with handlers of their own, on the real SDK, for faithful mode. */
const sdk = (name: string): string => JSON.stringify(import.meta.resolve(name));

const Http = `
import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from ${sdk('@aws-sdk/client-dynamodb')};
import { ApiGatewayManagementApiClient, DeleteConnectionCommand, PostToConnectionCommand } from ${sdk('@aws-sdk/client-apigatewaymanagementapi')};
import { InvokeCommand, LambdaClient } from ${sdk('@aws-sdk/client-lambda')};
const table = new DynamoDBClient({});
const management = new ApiGatewayManagementApiClient({ maxAttempts: 1, endpoint: process.env.AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI });
const lambda = new LambdaClient({});
const TableName = process.env.TABLE;
const item = (pk) => ({ pk: { S: pk }, sk: { S: 'M#1' } });
const actions = {
  put: ({ pk }) => table.send(new PutItemCommand({ TableName, Item: item(pk) })),
  get: ({ pk }) => table.send(new GetItemCommand({ TableName, Key: item(pk) })),
  transact: ({ pk }) => table.send(new TransactWriteItemsCommand({ TransactItems: [
    { Put: { TableName, Item: item(pk) } },
    { ConditionCheck: { TableName, Key: item('other'), ConditionExpression: 'attribute_not_exists(pk)' } },
  ] })),
  post: ({ id, frame }) => management.send(new PostToConnectionCommand({ ConnectionId: id, Data: frame })),
  close: ({ id }) => management.send(new DeleteConnectionCommand({ ConnectionId: id })),
  task: (input) => lambda.send(new InvokeCommand({ FunctionName: process.env.FAN_OUT, InvocationType: 'Event', Payload: JSON.stringify(input) })),
  environment: () => ({ variables: Object.keys(process.env) }),
  exit: () => process.exit(1),
  hang: () => new Promise(() => {}),
  fail: () => { throw new TypeError('planned failure'); },
};
export const handler = async (event) => {
  const action = actions[event.pathParameters.action];
  try {
    const { $metadata, ...result } = await action(JSON.parse(event.body));
    return { statusCode: 200, body: JSON.stringify(result) };
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return { statusCode: 500, body: JSON.stringify({ name: error.name, message: error.message }) };
  }
};`;

const Socket = `
import { DynamoDBClient, PutItemCommand } from ${sdk('@aws-sdk/client-dynamodb')};
const table = new DynamoDBClient({});
export const handler = async ({ requestContext: { eventType, connectionId } }) => {
  await table.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { pk: { S: eventType }, sk: { S: 'M#' + connectionId } } }));
  return { statusCode: 200 };
};`;

const Authorizer = `
export const handler = async (event) => ({
  principalId: 'someone',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }] },
});`;

/** Says on its standard output what it was given. */
const speaking = 'export const handler = async (event) => { console.log(JSON.stringify({ given: event })); };';

export const FAITHFUL_BUNDLES: Readonly<Record<string, string>> = {
  Http,
  Socket,
  Authorizer,
  FanOut: speaking,
  Repair: speaking,
};

import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import type { StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ENV } from '../lambdas/runtime/env-names.ts';
import { Alarms } from './alarms.ts';
import { grantEdgeTrust } from './edge-trust.ts';
import { FanOut } from './fan-out.ts';
import { Files } from './files.ts';
import { ParleyHttpApi } from './http-api.ts';
import { Identity } from './identity.ts';
import { NodeFunction } from './node-function.ts';
import { Repair } from './repair.ts';
import type { Settings } from './settings.ts';
import { ParleyTable } from './table.ts';
import { WebHosting } from './web-hosting.ts';
import { ParleyWebSocket } from './websocket.ts';

export interface ParleyStackProps extends StackProps {
  readonly settings: Settings;
  /** Folder of the built web app; without one the stack deploys none. */
  readonly webBuild?: string;
}

/** Everything of one installation. */
export class ParleyStack extends Stack {
  constructor(scope: Construct, id: string, props: ParleyStackProps) {
    super(scope, id, props);
    const { settings } = props;
    const traced = settings.tracing === 'on';
    const table = new ParleyTable(this, 'Table');
    const identity = new Identity(this, 'Identity');
    const files = new Files(this, 'Files');
    const fanOut = new FanOut(this, 'FanOut', { threshold: settings.fanOutThreshold, traced });
    const repair = new Repair(this, 'Repair', { table: table.table, traced });
    const http = new NodeFunction(this, 'Http', { entry: 'http', description: 'Actions over HTTP', traced });
    const socket = new NodeFunction(this, 'Socket', {
      entry: 'socket',
      description: 'Actions over the socket',
      traced,
    });
    const authorizer = new NodeFunction(this, 'Authorizer', {
      entry: 'authorizer',
      traced,
      description: 'Opens a socket for a ticket',
      timeout: Duration.seconds(10),
    });
    for (const fn of [http, socket, authorizer])
      Validations.of(fn).acknowledge({
        id: 'Serverless-LambdaDLQ',
        reason: 'Only the gateway invokes it, and waits: whoever asked hears of a failure',
      });
    const httpApi = new ParleyHttpApi(this, 'HttpApi', http);
    const webSocket = new ParleyWebSocket(this, 'WebSocket', { socket, authorizer });

    for (const fn of [http, socket]) {
      table.grantStore(fn);
      fanOut.grantInvoke(fn);
      fn.addEnvironment(ENV.sendLimit, String(settings.sendLimit));
    }
    table.grantLists(http);
    table.grantTickets(authorizer);
    for (const fn of [repair.function, fanOut.function]) table.grantDelivery(fn);
    for (const fn of [http, socket, repair.function, fanOut.function]) webSocket.grantPost(fn);
    identity.grantManage(http);
    identity.grantVerify(socket);
    for (const fn of [http, authorizer]) grantEdgeTrust(fn);
    http.addEnvironment(ENV.signUp, settings.signUp);
    http.addEnvironment(ENV.operators, settings.operators.join(','));

    new Alarms(this, 'Alarms', {
      functions: { http, socket, authorizer, repair: repair.function, fanOut: fanOut.function },
      consumer: repair.function,
      failures: repair.failures,
      httpFailures: (options) => httpApi.metricFailures(options),
      email: settings.alarmEmail,
    });
    const web = new WebHosting(this, 'Web', {
      httpDomain: httpApi.domainName,
      socketDomain: webSocket.domainName,
      socketPath: webSocket.path,
      filesOrigin: `https://${files.bucket.bucketRegionalDomainName}`,
      ...(settings.domain ? { domain: settings.domain } : {}),
      functions: [http, socket],
      ...(props.webBuild ? { build: props.webBuild } : {}),
    });
    new CfnOutput(this, 'Url', { value: web.url, description: 'Open this in a browser' });
    new CfnOutput(this, 'EdgeDomain', {
      value: web.distribution.distributionDomainName,
      description: 'CNAME target of an own domain',
    });
    new CfnOutput(this, 'UserPoolId', { value: identity.userPool.userPoolId });
  }
}

import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { BucketDeploymentProps } from 'aws-cdk-lib/aws-s3-deployment';
import { Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { logicalIdOf } from './logical-id.ts';
import { LOG_RETENTION } from './node-function.ts';

/** The bucket that `cdk bootstrap` makes. */
const ASSETS = 'arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*';

const OF_THE_CDK = [
  {
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    reason: 'The CDK attaches it, so that the function may write its log',
  },
  { id: 'AwsSolutions-L1', reason: 'The CDK chooses the runtime of its own function' },
  { id: 'Serverless-LambdaLatestVersion', reason: 'The CDK chooses the runtime of its own function' },
  { id: 'Serverless-LambdaTracing', reason: 'It runs at deploys only, which tell whether it failed' },
  { id: 'Serverless-LambdaDLQ', reason: 'It runs at deploys only, which tell whether it failed' },
];

export interface WebAssetsProps {
  readonly bucket: IBucket;
  /** Folder of the built app: hashed names under `assets/`, everything else under fixed names. */
  readonly build: string;
  /** What answers the page: it comes first, because a new page may say what an old function refuses. */
  readonly behind: readonly IDependable[];
}

/** Puts the built app into its bucket; old hashed assets stay, because open tabs still load them. */
export class WebAssets extends Construct {
  constructor(scope: Construct, id: string, props: WebAssetsProps) {
    super(scope, id);
    const common = {
      sources: [Source.asset(props.build)],
      destinationBucket: props.bucket,
      prune: false,
      memoryLimit: 512,
      logGroup: new LogGroup(this, 'Log', { retention: LOG_RETENTION }),
    } satisfies BucketDeploymentProps;
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...common,
      exclude: ['*'],
      include: ['assets/*'],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    const named = new BucketDeployment(this, 'Named', {
      ...common,
      exclude: ['assets/*'],
      cacheControl: [CacheControl.noCache()],
    });
    /** The page never names an asset that is not there yet. */
    named.node.addDependency(hashed, ...props.behind);
    this.#acknowledgeProvider(props.bucket);
  }

  /** The function that copies is the CDK's, one for the stack: what it is and may do is not ours to choose. */
  #acknowledgeProvider(bucket: IBucket): void {
    const { node } = Stack.of(this);
    const provider = node.children.find(({ node: { id } }) => id.startsWith('Custom::CDKBucketDeployment'));
    if (!provider) throw new Error('there is no function that copies');
    Validations.of(provider).acknowledge(
      ...['Action::s3:GetObject*', 'Action::s3:GetBucket*', 'Action::s3:List*'].map((grant) =>
        wide(grant, 'It reads the assets that `cdk deploy` uploaded'),
      ),
      wide(`Resource::${ASSETS}`, 'The names of the assets are their hashes'),
      ...['Action::s3:DeleteObject*', 'Action::s3:Abort*'].map((grant) =>
        wide(grant, 'It writes the bucket of the app, and no other'),
      ),
      wide(`Resource::<${logicalIdOf(bucket)}.Arn>/*`, 'It writes every file of the app'),
      ...OF_THE_CDK,
    );
  }
}

const wide = (grant: string, reason: string) => ({ id: `AwsSolutions-IAM5[${grant}]`, reason });

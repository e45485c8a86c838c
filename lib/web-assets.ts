import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { BucketDeploymentProps } from 'aws-cdk-lib/aws-s3-deployment';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { LOG_RETENTION } from './node-function.ts';

export interface WebAssetsProps {
  readonly bucket: IBucket;
  /** Folder of the built app: hashed names under `assets/`, everything else under fixed names. */
  readonly build: string;
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
    named.node.addDependency(hashed);
  }
}

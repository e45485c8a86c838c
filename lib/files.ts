import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Uploads that no message has claimed yet lie under this prefix. */
const UNCLAIMED = 'unclaimed/';

/** Attachments, on an origin of their own: a hostile file can never run as the app. Browsers reach it by signed URLs. */
export class Files extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      cors: [
        {
          /** Naming the distribution would be a cycle (its CSP names this bucket); the signature in the URL is what protects. */
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.GET, HttpMethods.POST],
          allowedHeaders: ['*'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        { id: 'aborted-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        { id: 'unclaimed-uploads', prefix: UNCLAIMED, expiration: Duration.days(1) },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'A log of every attachment that is opened costs more than it tells; the functions log what they sign',
    });
  }
}

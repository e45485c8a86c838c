import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type {
  BehaviorOptions,
  DistributionProps,
  ErrorResponse,
  IOrigin,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Annotations, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { appRoutes, viewerHost } from './edge-functions.ts';
import { apiCachePolicy, apiRequestPolicy, edgeName, socketRequestPolicy } from './edge-policies.ts';
import { originHeaders } from './edge-trust.ts';
import { securityHeaders } from './security-headers.ts';
import type { Settings } from './settings.ts';
import { WebAssets } from './web-assets.ts';

export interface WebHostingProps {
  readonly httpDomain: string;
  readonly socketDomain: string;
  readonly socketPath: string;
  /** Origin of the attachments, `https://…`. */
  readonly filesOrigin: string;
  /** They answer the page. */
  readonly functions: readonly IDependable[];
  readonly domain?: Settings['domain'];
  /** Folder of the built app; without one the bucket stays as it is. */
  readonly build?: string;
}

const ACKNOWLEDGED = [
  { id: 'AwsSolutions-CFR1', reason: 'People may be anywhere' },
  { id: 'AwsSolutions-CFR2', reason: 'A firewall costs while nobody is here; stages are throttled, attempts limited' },
  { id: 'AwsSolutions-CFR3', reason: 'A log of every request would hold addresses, and nobody reads it' },
  { id: 'AwsSolutions-CFR4', reason: 'Without an own domain the certificate, and its TLS, are CloudFront’s own' },
];

/** The edge: one origin for the app, the API and the socket. */
export class WebHosting extends Construct {
  readonly distribution: Distribution;
  readonly url: string;

  constructor(scope: Construct, id: string, props: WebHostingProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.distribution = new Distribution(this, 'Distribution', {
      ...this.#behaviours(bucket, props),
      ...this.#domain(props.domain),
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      errorResponses: neverCached(),
    });
    Annotations.of(this.distribution).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      'there is a default root object, and every path that could list is rewritten to it',
    );
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only the edge reads it, and it holds nothing but the app, which is public',
    });
    Validations.of(this.distribution).acknowledge(...ACKNOWLEDGED);
    this.url = `https://${props.domain?.name ?? this.distribution.distributionDomainName}`;
    if (props.build) new WebAssets(this, 'Assets', { bucket, build: props.build, behind: props.functions });
  }

  #behaviours(
    bucket: Bucket,
    props: WebHostingProps,
  ): Pick<DistributionProps, 'defaultBehavior' | 'additionalBehaviors'> {
    const responseHeadersPolicy = securityHeaders(this, props.filesOrigin);
    const trusted = { viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY, functionAssociations: [viewerHost(this)] };
    return {
      defaultBehavior: this.#app(bucket, responseHeadersPolicy),
      additionalBehaviors: {
        '/api/*': {
          ...trusted,
          origin: apiOrigin(props.httpDomain),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: apiCachePolicy(this),
          originRequestPolicy: apiRequestPolicy(this),
          responseHeadersPolicy,
        },
        [props.socketPath]: {
          ...trusted,
          origin: apiOrigin(props.socketDomain),
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: socketRequestPolicy(this),
        },
      },
    };
  }

  /** Listing lets S3 answer 404 for a missing asset; the page's rewrite keeps the list itself out of reach. */
  #app(bucket: Bucket, responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessControl: new S3OriginAccessControl(this, 'Access', { originAccessControlName: edgeName('web') }),
        originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      functionAssociations: [appRoutes(this)],
      responseHeadersPolicy,
    };
  }

  #domain(domain: Settings['domain']): Partial<DistributionProps> {
    if (!domain) return {};
    return {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    };
  }
}

const apiOrigin = (domainName: string): IOrigin =>
  new HttpOrigin(domainName, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY, customHeaders: originHeaders() });

/** CloudFront would give one caller's refusal to everyone for ten seconds. The answers themselves stay as they are. */
const neverCached = (): ErrorResponse[] =>
  [400, 403, 404, 405, 414, 500, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) }));

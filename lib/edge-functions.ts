import { Function as EdgeFunction, FunctionCode, FunctionEventType, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { FunctionAssociation } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** The origin sees its own host name; the app compares `Origin` with the one that the browser asked. */
const VIEWER_HOST = `function handler(event) {
  var request = event.request;
  request.headers['x-parley-host'] = { value: request.headers.host.value };
  return request;
}`;

/** A path without a file name belongs to the app's own router. Real errors stay errors. */
const APP_ROUTES = `function handler(event) {
  var request = event.request;
  var name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) request.uri = '/index.html';
  return request;
}`;

/** Tells the origin which host the viewer asked for, whatever the viewer itself sent. */
export const viewerHost = (scope: Construct): FunctionAssociation => onRequest(scope, 'ViewerHost', VIEWER_HOST);

/** Serves the app's page for its routes. */
export const appRoutes = (scope: Construct): FunctionAssociation => onRequest(scope, 'AppRoutes', APP_ROUTES);

function onRequest(scope: Construct, id: string, code: string): FunctionAssociation {
  return {
    eventType: FunctionEventType.VIEWER_REQUEST,
    function: new EdgeFunction(scope, id, { code: FunctionCode.fromInline(code), runtime: FunctionRuntime.JS_2_0 }),
  };
}

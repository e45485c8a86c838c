import { createReporter, type Report } from './reporter.ts';

/** It goes past the engine, which may be what has failed, and outlives the page. Nobody waits for it. */
function send(report: Report): void {
  fetch('/api/client.report', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(report),
    keepalive: true,
  }).catch(() => undefined);
}

export const report = createReporter(window.location.origin, send);

/** `/dev/inbox`: the mails that the user pool would have sent. */
import type { ServerResponse } from 'node:http';
import type { Mail } from '../cognito/inbox.ts';

export function sendInboxJson(response: ServerResponse, mails: readonly Mail[]): void {
  const body = JSON.stringify(
    mails.map(({ to, subject, text, code, sentAt }) => ({ to, subject, text, code, sentAt, at: sentAt })),
  );
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
}

export function sendInboxPage(response: ServerResponse, mails: readonly Mail[]): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      'x-content-type-options': 'nosniff',
    })
    .end(inboxPage(mails));
}

export const inboxPage = (mails: readonly Mail[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Inbox</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
  article { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 1rem 0 }
  h2 { font-size: 1rem; margin: 0 }
  code { font-size: 1.5rem; letter-spacing: .1em }
</style>
<main>
<h1>Inbox</h1>
<p>Mails are not sent from this machine; they land here, newest first.</p>
${mails.length === 0 ? '<p>No mail yet.</p>' : mails.map(article).join('\n')}
</main>
</html>
`;

const article = (mail: Mail): string => `<article>
<h2>${escaped(mail.subject)}</h2>
<p>To ${escaped(mail.to)}, <time>${new Date(mail.sentAt).toISOString().replace('T', ' ').slice(0, 19)} UTC</time></p>
<p>${escaped(mail.text)}</p>
<p><code>${escaped(mail.code)}</code></p>
</article>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

import type { DescribedAction, Description, JsonSchema } from '../../../protocol/json-schemas.ts';
import { HTTP_STATUS } from '../../../protocol/errors.ts';
import { alternatives, escaped, fieldsOf, limitText, typeText } from './schema-text.ts';

const ACCESS = {
  public: 'anyone',
  cookie: 'a browser with the session cookie',
  token: 'a person with an access token',
} as const;

const nounOf = (name: string): string => name.split('.')[0] ?? name;

/** The page that shows every action, type and error. It has no script and one style sheet beside it. */
export function docsPage(description: Description): string {
  const nouns = Map.groupBy(description.actions, ({ name }) => nounOf(name));
  const sections = [...nouns].map(([noun, actions]) => nounSection(noun, actions));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Parley API</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to the actions</a>
<header><h1>Parley API</h1><p>Every action of the app, over HTTP and over the socket.
As documents: <a href="/api/docs/openapi.json">OpenAPI 3.1</a>, <a href="/api/docs/asyncapi.json">AsyncAPI 3</a>.</p></header>
<nav aria-label="Contents">${contents(nouns)}</nav>
<main id="content">${HOW}${sections.join('')}${types(description)}${errorTable()}</main>
</body>
</html>`;
}

const HOW = `<section id="how"><h2>How to call</h2>
<p>Over HTTP, <code>POST /api/noun.verb</code> with the input as JSON; the answer is the output, or
<code>{"error": …}</code> with the status of its code. Log in by <code>session.logIn</code> and send its access token.</p>
<pre tabindex="0"><code>curl -s https://your.host/api/sync.start \\
  -H 'content-type: application/json' -H "authorization: Bearer $TOKEN" -d '{}'</code></pre>
<p>Over the socket, open <code>/ws?ticket=…</code> with a ticket of <code>socket.ticket</code>, send
<code>socket.hello</code> first, then frames; each is answered under its id.</p>
<pre tabindex="0"><code>→ {"id":"1","action":"message.send","input":{…}}
← {"id":"1","ok":true,"output":{…}}
← {"events":[{"type":"message.posted",…}]}
→ {"action":"keepalive"}</code></pre></section>`;

function contents(nouns: ReadonlyMap<string, readonly DescribedAction[]>): string {
  const items = [...nouns].map(([noun, actions]) => {
    const links = actions.map(({ name }) => `<li><a href="#${escaped(name)}">${escaped(name)}</a></li>`);
    return `<details><summary>${escaped(noun)}</summary><ul>${links.join('')}</ul></details>`;
  });
  return `${items.join('')}<ul><li><a href="#types">Types and events</a></li><li><a href="#errors">Errors</a></li></ul>`;
}

const nounSection = (noun: string, actions: readonly DescribedAction[]): string =>
  `<section aria-labelledby="noun-${escaped(noun)}"><h2 id="noun-${escaped(noun)}">${escaped(noun)}</h2>
${actions.map(actionArticle).join('')}</section>`;

function actionArticle({ name, summary, access, transports, errors, input, output }: DescribedAction): string {
  const over = transports.map((transport) => (transport === 'http' ? 'HTTP' : 'socket')).join(' and ');
  const own = errors.map((code) => `<a href="#error-${escaped(code)}">${escaped(code)}</a>`).join(', ');
  return `<article id="${escaped(name)}"><h3><code>${escaped(name)}</code></h3>
<p>${escaped(summary)}</p>
<p class="meta">For ${ACCESS[access]}, over ${over}. ${own === '' ? '' : `May answer ${own}.`}</p>
<h4>Input</h4>${fieldTable(input)}<h4>Output</h4>${fieldTable(output)}</article>`;
}

/** Fields of an object as a table; other types in one line. */
function fieldTable(schema: JsonSchema): string {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return `<p>${typeText(schema)}</p>`;
  const rows = fields.map(
    ({ name, required, schema: inner }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code>${required ? '' : ' <span class="meta">optional</span>'}</th>
<td>${typeText(inner)}</td><td>${limitText(inner)}</td></tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="Fields"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Limits</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}

function types({ named }: Description): string {
  const articles = Object.entries(named).map(([name, schema]) => {
    const choices = alternatives(schema).map((choice) => fieldTable(choice));
    const body = choices.length > 0 ? `<p>One of:</p>${choices.join('')}` : fieldTable(schema);
    return `<article id="type-${escaped(name)}"><h3><code>${escaped(name)}</code></h3>${body}</article>`;
  });
  return `<section id="types"><h2>Types and events</h2>${articles.join('')}</section>`;
}

function errorTable(): string {
  const rows = Object.entries(HTTP_STATUS).map(
    ([code, status]) =>
      `<tr id="error-${escaped(code)}"><th scope="row"><code>${escaped(code)}</code></th><td>${status}</td></tr>`,
  );
  return `<section id="errors"><h2>Errors</h2><p>Any action may answer invalid, unauthenticated, rate_limited, too_large,
unavailable or internal; what is absent and what is not yours answer alike, forbidden.</p>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

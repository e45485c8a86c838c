/** Tells the page which files its screens are made of, so that they are on their way before the app asks for them. */
import type { Plugin } from 'vite';

interface Chunk {
  readonly type: 'chunk';
  readonly name: string;
  readonly fileName: string;
  readonly imports: readonly string[];
}
type Files = Readonly<Record<string, Chunk | { readonly type: 'asset' }>>;

/** The file of a chunk, and all that it imports at once. */
function filesOf(name: string, files: Files): readonly string[] {
  const chunk = Object.values(files).find((file) => file.type === 'chunk' && file.name === name);
  if (chunk?.type !== 'chunk') throw new Error(`${name} was not built`);
  const found = new Set([chunk.fileName]);
  for (const fileName of found) {
    const file = files[fileName];
    if (file?.type === 'chunk') for (const imported of file.imports) found.add(imported);
  }
  return [...found];
}

/** The app goes ahead on every page; `data-frame` and `data-pages` of the page's script name what the screens after and before log-in need beyond. */
export function ahead(): Plugin {
  return {
    name: 'ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const app = filesOf('main', bundle);
        const data = ['frame', 'pages'].map((name) => {
          const files = filesOf(name, bundle).filter((file) => !app.includes(file));
          return `data-${name}="${files.join(' ')}"`;
        });
        return {
          html: html.replace('<script type="module"', `<script type="module" ${data.join(' ')}`),
          tags: app.map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head',
          })),
        };
      },
    },
  };
}

import { apply, fieldOf, typeIn } from './apply.ts';
import { linkTo } from './blocks.ts';

/** What is larger is taken as plain text. */
const MOST_HTML = 500_000;

/** Pastes an address over words as a link, formatted text as Markdown, and anything else as it is. */
export function paste(field: HTMLTextAreaElement, plain: string, html: string): void {
  const link = linkTo(fieldOf(field), plain.trim());
  if (link) apply(field, link);
  else if (html === '' || html.length > MOST_HTML) typeIn(field, unified(plain));
  else void pasteHtml(field, plain, html);
}

async function pasteHtml(field: HTMLTextAreaElement, plain: string, html: string): Promise<void> {
  const found = await import('./html.ts').then(
    ({ markdownOf }) => markdownOf(new DOMParser().parseFromString(html, 'text/html').body),
    () => null,
  );
  typeIn(field, found ?? unified(plain));
}

const unified = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

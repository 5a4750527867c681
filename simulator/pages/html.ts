/** Text that is HTML already. */
class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Interpolated = string | number | Html | readonly Html[];

/** A template of HTML: whatever is put in is escaped, unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Interpolated[]): Html {
  return new Html(strings.map((part, index) => part + render(values[index] ?? '')).join(''));
}

function render(value: Interpolated): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return value.map((part) => part.text).join('');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A whole page. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            max-width: 60rem;
            margin: 2rem auto;
            padding: 0 1rem;
          }
          table {
            border-collapse: collapse;
          }
          td,
          th {
            text-align: left;
            padding: 0.2rem 1rem 0.2rem 0;
            vertical-align: top;
          }
          code {
            font-size: 0.85em;
            overflow-wrap: anywhere;
          }
          @media (prefers-color-scheme: dark) {
            :root {
              color-scheme: dark;
            }
          }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${content}
        <p><small>A simulated GitHub.</small></p>
      </body>
    </html> `.text;
}

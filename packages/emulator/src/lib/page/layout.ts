import { type Html, html } from './html.ts'

/** The frame of every page. */
export function layout(title: string, main: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/_sandpit/page.css" />
        <script src="/_sandpit/page.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        ${main}
      </body>
    </html>`
}

import { createHash } from 'node:crypto';

/** HTML that is safe to send; only `html` makes it. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(escape).join('');
  return String(part ?? '').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Writes HTML; everything put into it is escaped unless it is HTML already. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.reduce((page, text, i) => page + escape(parts[i - 1]) + text));
}

const style = `
:root{color-scheme:light dark;--paper:#fff;--ground:#f3f4f7;--ink:#1b1f2a;--soft:#59617a;--line:#d8dce6;--accent:#3a4fd0;--on-accent:#fff;--note:#fff3d1;--on-note:#5a4300;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--paper:#1c2029;--ground:#12151c;--ink:#e9ebf2;--soft:#a3abc2;--line:#363c4b;--accent:#9fb0ff;--on-accent:#10142b;--note:#3c3215;--on-note:#ffe3a0;--bad:#ffb4ab}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.note{background:var(--note);color:var(--on-note);padding:.55rem 1rem;text-align:center;font-size:.875rem}
main{width:min(100% - 2rem,28rem);margin:auto;padding:1.75rem;background:var(--paper);border:1px solid var(--line);border-radius:1rem}
main.wide{width:min(100% - 2rem,48rem)}
body>main{margin-block:2rem;margin-inline:auto}
.system{margin:0 0 .25rem;color:var(--soft);font-size:.875rem;font-weight:600;letter-spacing:.02em}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}
h2{margin:1.5rem 0 .5rem;font-size:1.05rem}
p{margin:0 0 1rem;overflow-wrap:anywhere}
a{color:var(--accent)}
fieldset{margin:0 0 1rem;padding:0;border:0}
legend,.label{display:block;margin-bottom:.4rem;padding:0;font-size:.875rem;font-weight:600}
.person{display:flex;gap:.75rem;align-items:center;padding:.7rem .85rem;border:1px solid var(--line);border-radius:.6rem;margin-bottom:.5rem;cursor:pointer}
.person:has(:checked){border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
.person input{accent-color:var(--accent);width:1.1rem;height:1.1rem;margin:0;flex:none}
.person :is(strong,small){display:block}
.soft,.person small{color:var(--soft);font-size:.875rem}
input[type=password]{width:100%;padding:.65rem .8rem;margin-bottom:.35rem;border:1px solid var(--line);border-radius:.6rem;background:transparent;color:inherit;font:inherit}
button{width:100%;padding:.75rem 1rem;border:1px solid transparent;border-radius:.6rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}
button.second{background:transparent;border-color:var(--line);color:var(--ink)}
button.link{width:auto;padding:0;background:none;color:var(--accent);font-weight:400;text-decoration:underline}
:is(button,input,a):focus-visible,.person:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.choices{display:grid;gap:.6rem;margin:1.25rem 0}
@media (min-width:28rem){.choices{grid-template-columns:1fr 1fr}}
ul{margin:0 0 1rem;padding:0;list-style:none}
.scopes li{padding:.6rem 0;border-top:1px solid var(--line)}
.scopes li:last-child{border-bottom:1px solid var(--line)}
code{font:.85em ui-monospace,SFMono-Regular,Menlo,monospace}
.bad{color:var(--bad);font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1.25rem;margin:0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
@media (max-width:28rem){main{padding:1.25rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers for every page: no scripts, no frames, nothing from elsewhere. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** What a page shows below its headline. */
export interface PageParts {
  /** The system that the page belongs to; the sandbox itself when missing. */
  readonly system?: string;
  readonly title: string;
  readonly body: Html;
  readonly isWide?: boolean;
}

/** A whole page, labelled as the sandbox's; send it with `pageHeaders`. */
export function page({ system, title, body, isWide = false }: PageParts): string {
  const note = system
    ? `This is a sandbox, not ${system}. Nobody here is real.`
    : 'This is a sandbox. Nobody here is real.';
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - ${system ?? 'Attaché'} sandbox</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <div class="note" role="note">${note}</div>
        <main class="${isWide ? 'wide' : ''}">
          <p class="system">${system ?? 'Attaché'} sandbox</p>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.text;
}

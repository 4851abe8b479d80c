import { createHash } from 'node:crypto';

/** The one stylesheet of every page: light and dark, from a phone to a wide screen. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f3f4f6; --card: #ffffff; --ink: #18202b; --soft: #525d6c; --line: #dfe3e8; --well: #f3f5f8;
  --accent: #2f55c8; --accent-strong: #2445a8; --on-accent: #ffffff; --focus: #2f55c8;
  --success: #176b41; --success-well: #e4f4ea; --warning: #7d4e00; --warning-well: #fdf1da;
  --danger: #a3211a; --danger-well: #fdeae8; --info: #2f55c8; --info-well: #e8edfb;
  --shadow: 0 1px 2px rgb(24 32 43 / 6%), 0 12px 32px -12px rgb(24 32 43 / 18%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1319; --card: #181e27; --ink: #edf0f4; --soft: #aab4c2; --line: #313a47; --well: #202834;
    --accent: #93b1ff; --accent-strong: #b3c8ff; --on-accent: #0d1a3d; --focus: #b3c8ff;
    --success: #7fd8a5; --success-well: #173226; --warning: #f1c274; --warning-well: #362a14;
    --danger: #ff9f96; --danger-well: #3b1d1b; --info: #93b1ff; --info-well: #1d2944;
    --shadow: none;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; align-items: center;
  padding: 3rem 1rem 1.25rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  overflow-wrap: break-word;
}
main {
  width: 100%; max-width: 31rem; margin: auto 0; padding: 2.5rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 1.25rem; box-shadow: var(--shadow);
}
h1 { margin: 0 0 .625rem; font-size: 1.5625rem; line-height: 1.25; font-weight: 680; letter-spacing: -.015em; text-wrap: balance; }
h2 { margin: 0 0 .5rem; font-size: .9375rem; line-height: 1.4; font-weight: 640; }
p { margin: 0 0 1rem; }
.lead { margin-bottom: 1.5rem; color: var(--soft); font-size: 1.0625rem; text-wrap: pretty; }
section, form, dl, .code, .message { margin: 0 0 1.5rem; }
main > :last-child { margin-bottom: 0; }
.emblem { display: flex; align-items: center; margin-bottom: 1.5rem; }
.emblem span {
  display: grid; place-items: center; width: 3.25rem; height: 3.25rem; border-radius: .9375rem;
  background: var(--accent); color: var(--on-accent); font-size: 1.25rem; font-weight: 650;
}
.emblem span:last-child { background: var(--info-well); color: var(--info); }
.emblem i { width: 3rem; margin: 0 .625rem; border-top: 3px dotted var(--line); }
.icon {
  display: block; width: 3.25rem; height: 3.25rem; margin-bottom: 1.25rem; padding: .125rem; border-radius: 50%;
  fill: none; stroke: currentColor; stroke-width: 3.25; stroke-linecap: round; stroke-linejoin: round;
  color: var(--info); background: var(--info-well);
}
.icon.success { color: var(--success); background: var(--success-well); }
.icon.warning, .icon.clock { color: var(--warning); background: var(--warning-well); }
.icon.danger { color: var(--danger); background: var(--danger-well); }
dl { padding: .25rem 0; border-block: 1px solid var(--line); }
dl div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .125rem 1.5rem; padding: .625rem 0; }
dl div + div { border-top: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 560; min-width: 0; }
section ul { margin: 0; padding: 0; list-style: none; }
section li { position: relative; padding: .1875rem 0 .1875rem 1.625rem; }
section li::before {
  content: ""; position: absolute; left: .25rem; top: .6875rem; width: .5rem; height: .3125rem;
  border: solid var(--accent); border-width: 0 0 2px 2px; transform: rotate(-45deg);
}
.steps li { padding-left: 1.25rem; }
.steps li::before { left: .125rem; top: .8125rem; width: .375rem; height: .375rem; border: 0; border-radius: 50%; background: var(--soft); transform: none; }
.beware, .alert { padding: .8125rem 1rem; border-radius: .75rem; font-size: .9375rem; }
.beware { margin-bottom: 1.5rem; background: var(--warning-well); color: var(--warning); }
.alert { margin-bottom: 1.25rem; background: var(--danger-well); color: var(--danger); font-weight: 560; }
.message, .code, pre { padding: 1rem; border-radius: .875rem; background: var(--well); }
.message h2 { margin-bottom: .25rem; color: var(--soft); font-weight: 560; }
.message p, .code p { margin: 0; }
.code { padding: 1.25rem 1rem; text-align: center; }
.code h2 { margin-bottom: .25rem; color: var(--soft); font-weight: 560; }
.digits {
  font: 650 clamp(2.25rem, 11vw, 3.25rem)/1.25 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  letter-spacing: .04em; white-space: nowrap; -webkit-user-select: all; user-select: all;
}
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
form + form, form + .link, .link + .link { margin-top: -.75rem; }
.field { margin-bottom: 1.125rem; }
label { display: block; margin-bottom: .25rem; font-size: .9375rem; font-weight: 600; }
.hint, .error { margin: 0 0 .375rem; font-size: .875rem; color: var(--soft); }
.error { color: var(--danger); font-weight: 560; }
input:not([type=hidden]) {
  display: block; width: 100%; min-height: 3rem; padding: .625rem .875rem; border: 1px solid var(--soft); border-radius: .75rem;
  background: var(--card); color: inherit; font: inherit;
}
.choices { border: 0; margin: 0 0 1.125rem; padding: 0; min-width: 0; }
.choices legend { padding: 0; font-weight: 600; }
.choice { display: flex; gap: .625rem; align-items: baseline; padding: .5rem 0; font-weight: 400; overflow-wrap: anywhere; }
.choice input[type=radio] { width: auto; min-height: 0; flex: none; margin: 0; padding: 0; }
.invalid input { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
button, .button {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 3.125rem; padding: .6875rem 1.25rem; border: 1px solid transparent;
  border-radius: .875rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 620; line-height: 1.3;
  text-align: center; text-decoration: none; cursor: pointer; overflow-wrap: anywhere; -webkit-tap-highlight-color: transparent;
}
button:hover, .button:hover { background: var(--accent-strong); }
.secondary { background: transparent; border-color: var(--line); color: var(--ink); }
.secondary:hover { background: var(--well); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.link { margin-bottom: 1.5rem; }
.note, .reference { margin-bottom: .75rem; color: var(--soft); font-size: .875rem; }
.reference code { font-size: .8125rem; overflow-wrap: anywhere; -webkit-user-select: all; user-select: all; }
pre { margin: .75rem 0 0; font-size: .8125rem; line-height: 1.6; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
footer {
  display: flex; align-items: center; justify-content: space-between; gap: 1rem; width: 100%; max-width: 31rem; padding: 1.25rem .25rem 0;
  color: var(--soft); font-size: .875rem;
}
.mark { font-weight: 600; letter-spacing: .01em; }
footer ul { display: flex; gap: .25rem; margin: 0; padding: 0; list-style: none; }
footer a { display: inline-block; padding: .3125rem .5rem; border-radius: .5rem; color: inherit; text-underline-offset: .2em; }
footer a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
@media (max-width: 32rem) {
  body { padding: 0 0 1rem; background: var(--card); }
  main { margin: 0 0 auto; padding: 2rem 1.25rem 1.5rem; border: 0; border-radius: 0; box-shadow: none; }
  footer { padding: 1rem 1.25rem 0; border-top: 1px solid var(--line); }
  h1 { font-size: 1.4375rem; }
}
@media (forced-colors: active) {
  button, .button, main, .emblem span { border: 1px solid; }
}
`;

/** Where it is served: another address whenever it changes, so that browsers may keep it for ever. */
export const stylesheetPath = `/pages/${createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)}.css`;

// The person who authorizes. By hand: open the link, then type the code that the last page shows.
// With ATTACHE_EXAMPLE_PERSON=sandbox this file clicks through the sandbox's pages itself, as the examples' tests do.
import { createInterface } from 'node:readline/promises';

const clicks = [/continue|connect|weiter|verbinden/i, /log in/i, /allow/i];

/**
 * Lets somebody open the link; answers the 6-digit code of the last page, or undefined when none was shown. `typed` is what the
 * person types into our own page, where the system has no sign-in of its own.
 */
export async function authorizeAsPerson(link, typed = {}) {
  if (process.env.ATTACHE_EXAMPLE_PERSON === 'sandbox') return clickThrough(link, typed);
  console.log(`\nOpen this link and allow access:\n  ${link}\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const code = await terminal.question('The code that the last page shows (Enter if none): ');
  terminal.close();
  return code.replaceAll(/\D/g, '') || undefined;
}

async function clickThrough(link, typed) {
  const cookies = new Map();
  let page = await open(cookies, new URL(link));
  for (const button of clicks) {
    const form = formWith(page.text, button);
    if (form) page = await open(cookies, new URL(form.action || page.url, page.url), { ...form.fields, ...typed });
  }
  const main = /<main[\s\S]*<\/main>/.exec(page.text)?.[0].replaceAll(/<[^>]*>/g, ' ') ?? '';
  return /\b(\d{3}) ?(\d{3})\b/.exec(main)?.slice(1).join('');
}

/** The form whose button says this, with what a browser would send. */
function formWith(html, button) {
  for (const [, attributes, inside] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    const buttons = [...inside.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)];
    const pressed = buttons.find(([, , label]) => button.test(label));
    if (!pressed) continue;
    const fields = {};
    for (const [, input] of inside.matchAll(/<input([^>]*)>/g)) {
      const isOff = /type="(radio|checkbox)"/.test(input) && !/\bchecked\b/.test(input);
      if (attribute(input, 'name') && !isOff) fields[attribute(input, 'name')] = attribute(input, 'value') ?? '';
    }
    const name = attribute(pressed[1], 'name');
    if (name) fields[name] = attribute(pressed[1], 'value') ?? '';
    return { action: attribute(attributes, 'action'), fields };
  }
  return undefined;
}

function attribute(tag, name) {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

/** Opens a page, follows redirects and keeps cookies by origin. */
async function open(cookies, url, form) {
  let [next, body] = [url, form && new URLSearchParams(form)];
  for (let hops = 0; hops < 20; hops += 1) {
    const jar = cookies.get(next.origin) ?? new Map();
    cookies.set(next.origin, jar);
    const response = await fetch(next, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: {
        cookie: [...jar].map((pair) => pair.join('=')).join('; '),
        ...(body && { origin: next.origin, 'sec-fetch-site': 'same-origin' }),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) return { url: next, text: await response.text() };
    [next, body] = [new URL(location, next), undefined];
  }
  throw new Error(`Too many redirects, the last to ${next.origin}.`);
}

import { codeIn, titleOf, type PageVisit } from '../../../apps/api/src/authorization-requests/testing/test-browser.js';
import { Person } from '../person.js';

const mostPages = 12;

/** What somebody fills into our pages, by the last part of a field's name. */
export type Typed = Readonly<Record<string, string>>;

interface Stop {
  readonly url: string;
  readonly page: PageVisit;
}

/** Goes from a link to the code on the last page, whatever is asked on the way: by us, or by the system. */
export async function goThrough(origin: string, link: string, typed: Typed): Promise<string> {
  const person = new Person(origin);
  let stop: Stop = { url: link, page: await person.open(link) };
  for (let pages = 0; pages < mostPages; pages += 1) {
    const code = codeIn(stop.page.html);
    if (code !== '') return code;
    stop = stop.page.location === null ? await submit(person, stop, typed) : await follow(person, stop);
  }
  throw new Error(`the way through does not end; the last page was ${titleOf(stop.page.html)}`);
}

async function follow(person: Person, { url, page }: Stop): Promise<Stop> {
  const target = new URL(page.location ?? '', url);
  const next = target.origin === new URL(person.origin).origin ? target : await person.decide(target);
  return { url: next.href, page: await person.open(next.href) };
}

/** Fills in the first form of a page and presses its first button. */
async function submit(person: Person, { url, page }: Stop, typed: Typed): Promise<Stop> {
  const [, attributes = '', content = ''] = /<form([^>]*)>(.*?)<\/form>/s.exec(page.html) ?? [];
  if (content === '') throw new Error(`nothing leads on from "${titleOf(page.html)}" (${page.status}) at ${url}`);
  const fields = [...content.matchAll(/<input\b[^>]*>/g)].map(([tag]) => fieldOf(tag, typed)).reverse();
  const action = new URL(attributeOf(attributes, 'action') ?? url, url).href;
  return { url: action, page: await person.browser.post(action, Object.fromEntries(fields)) };
}

function fieldOf(tag: string, typed: Typed): readonly [string, string] {
  const name = attributeOf(tag, 'name') ?? '';
  const value = attributeOf(tag, 'value') ?? '';
  return [name, attributeOf(tag, 'type') === 'hidden' ? value : (typed[name.split('.').at(-1) ?? ''] ?? value)];
}

function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
}

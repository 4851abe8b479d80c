import { describe, expect, it } from 'vitest';
import { stylesheet } from './design/stylesheet.js';
import { exits, type ExitName } from './exits.js';
import { PagesService } from './pages.service.js';
import { languageTags, negotiateLanguage } from './texts/languages.js';
import type { Page } from './views/page.js';

const pages = new PagesService({ isHttps: false } as ConstructorParameters<typeof PagesService>[0]);
const evil = `"><script>alert('x')</script>{{ view.title }}`;
const parties = { bot: evil, system: evil };

const examples: readonly Page[] = [
  {
    ...{
      kind: 'landing',
      parties,
      action: '/authorize/x',
      formToken: 'x',
      minutesLeft: 5,
      scopes: [{ description: evil }],
    },
    person: { identity: evil, channel: evil },
    questions: [
      { name: evil, title: evil, description: evil, examples: [evil], value: evil, fault: 'invalid' },
      { name: 'b', title: 'b', description: 'b', examples: [], value: '' },
    ],
    alert: 'errors',
  },
  { kind: 'code', parties, code: '012345', minutesLeft: 1, accountName: evil, returnUrl: 'https://x.example/?a="><u>' },
  { kind: 'set-up', token: evil, values: { name: evil, email: evil }, faults: ['token', 'name', 'email', 'password'] },
  { kind: 'ready', publicUrl: 'http://localhost:3000', name: evil, email: evil },
  { kind: 'welcome' },
  ...(Object.keys(exits) as ExitName[]).map(
    (exit) => ({ kind: 'exit', exit, parties, message: evil, accountName: evil, reference: evil }) as const,
  ),
];

describe.each(languageTags)('every page in %s', (language) => {
  it.each(examples.map((page) => [page.kind === 'exit' ? page.exit : page.kind, page] as const))(
    '%s escapes what comes from outside',
    (_, page) => {
      const html = pages.render(page, language);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toMatch(/<script|<u>|undefined|\[object|NaN/);
      expect(html).not.toMatch(/ style=|<style|onclick|javascript:/);
      expect(html.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(1);
      expect(html.match(/<title>[^<]+<\/title>/g)).toHaveLength(1);
      expect(html.match(/autofocus/g)?.length ?? 0).toBeLessThanOrEqual(1);
    },
  );
});

describe('a page', () => {
  it('labels its fields, and says at the field what is wrong', () => {
    const html = pages.render(examples[0] as Page, 'en');
    const label = /<label for="([^"]+)" lang="en">/.exec(html)?.[1];
    expect(html).toContain(`<input id="${label}" name="parameter.`);
    expect(html).toContain(`id="${label}-error">This does not look right.`);
    expect(html).toContain(
      `aria-describedby="${label}-error ${label}-hint ${label}-examples" aria-invalid="true" autofocus`,
    );
  });

  it('says whom an account will be used for: everybody, or the member whose own it is', () => {
    const landing = (isShared: boolean): Page => ({
      ...{ kind: 'landing', action: '/authorize/x', formToken: 'x', minutesLeft: 5, scopes: [], questions: [] },
      parties: { ...parties, isShared },
    });
    expect(pages.render(landing(true), 'en')).toContain('Everybody who talks to the bot');
    expect(pages.render(landing(false), 'en')).toContain('You alone');
    expect(pages.render(landing(false), 'en')).not.toContain('Everybody');
  });

  it('never prints a password again', () => {
    expect(pages.render(examples[2] as Page, 'en')).toContain('type="password" value=""');
  });

  it('does not let a name turn its sentence round or run on for ever', () => {
    const bot = `\u202eesrever\u0000\n${'x'.repeat(500)}`;
    const html = pages.render({ kind: 'exit', exit: 'not-me', parties: { bot } }, 'en');
    expect(html).not.toMatch(/[\u202e\u0000]|x{100}/);
    expect(html).toContain('esreverx');
  });

  it('speaks of a bot and a system in general when it knows neither', () => {
    const html = pages.render({ kind: 'exit', exit: 'access-denied' }, 'en');
    expect(html).toContain('You did not allow the bot to use the other system.');
  });
});

describe('the language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-CH', 'de'],
    ['fr', 'en'],
    ['fr, de;q=0.5, en;q=0.4', 'de'],
    ['*', 'en'],
    ['de;q=0', 'en'],
    [`${'x,'.repeat(100_000)}de`, 'en'],
    [';;;=,q', 'en'],
  ])('for %j is %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });
});

describe('the stylesheet', () => {
  const [light = '', dark = ''] = stylesheet.split('@media (prefers-color-scheme: dark)');
  const token = (scheme: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(scheme)?.[1] ?? '';
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string) => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
    return (high + 0.05) / (low + 0.05);
  };

  it.each([
    ...(['ink', 'soft', 'danger'] as const).flatMap((text) => [[text, 'card'] as const, [text, 'ground'] as const]),
    ...([
      ['soft', 'well'],
      ['on-accent', 'accent'],
      ['on-accent', 'accent-strong'],
      ['info', 'info-well'],
    ] as const),
    ...(['success', 'warning', 'danger'] as const).map((tone) => [tone, `${tone}-well`] as const),
  ])('has enough contrast for %s on %s (WCAG AA)', (text, ground) => {
    for (const scheme of [light, dark]) {
      expect(contrast(token(scheme, text), token(scheme, ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('fetches nothing', () => {
    expect(stylesheet).not.toMatch(/url\(|@import|http/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UrlParameterInvalidError } from '../errors.js';
import { fillUrl, placeholdersIn } from './url-template.js';

const patterns = { domain: '(login|test)\\.salesforce\\.com|[\\w-]+\\.my\\.salesforce\\.com' };

describe('filling a URL', () => {
  it.each([
    [
      'https://{domain}/services/oauth2/token',
      { domain: 'login.salesforce.com' },
      'https://login.salesforce.com/services/oauth2/token',
    ],
    ['https://{i}.example.com/{i}?a={i}', { i: 'dev-1' }, 'https://dev-1.example.com/dev-1?a=dev-1'],
    ['https://example.com/?prompt=a%20b', {}, 'https://example.com/?prompt=a%20b'],
    ['http://localhost:4000/{t}', { t: 'x' }, 'http://localhost:4000/x'],
  ])('of %s with %j gives %s', (template, values, url) => expect(fillUrl(template, { values, patterns })).toBe(url));

  it.each([
    'evil.example',
    'login.salesforce.com.evil.example',
    'evil.example/login.salesforce.com',
    'xlogin.salesforce.com',
  ])('refuses "%s", which does not match the pattern as a whole', (domain) =>
    expect(() => fillUrl('https://{domain}/', { values: { domain }, patterns })).toThrow(UrlParameterInvalidError),
  );

  it.each([
    '',
    ' ',
    '.',
    '..',
    '...',
    'a..b',
    'a/b',
    '../x',
    'a?b',
    'a#b',
    'a@b',
    'a:b',
    'a%2Fb',
    'a\\b',
    'a\nb',
    '-a',
    'a.',
    '{a}',
    'ä',
    '٣',
    'x'.repeat(254),
  ])('refuses %j wherever it would stand, even when a pattern allows everything', (value) => {
    for (const template of [
      'https://{a}.example.com/',
      'https://example.com/{a}/token',
      'https://example.com/?a={a}',
    ]) {
      expect(() => fillUrl(template, { values: { a: value }, patterns: { a: '[^]*' } })).toThrow(
        UrlParameterInvalidError,
      );
    }
  });

  it('names the parameter, and never the value', () => {
    const fill = (): string => fillUrl('https://{a}.example.com/', { values: { a: 'canary/' } });
    expect(fill).toThrow(expect.objectContaining({ parameter: 'a', code: 'url-parameter-invalid' }));
    expect(fill).not.toThrow(/canary/);
  });

  it.each([
    ['https://{a}.example.com/', {}],
    ['https://{toString}.example.com/', {}],
    ['https://{constructor}.example.com/', {}],
  ])('refuses %s without a value', (template, values) => {
    expect(() => fillUrl(template, { values })).toThrow(UrlParameterInvalidError);
  });

  it.each([
    'javascript:{a}',
    '{a}://example.com',
    'https://{a}@example.com/',
    'https://example.com/{',
    'https://example.com/{}',
    'https://example.com/#{a}',
    'https://exa mple.com/',
    'https://example.com:{a}/',
    '',
  ])('refuses the template %j', (template) =>
    expect(() => fillUrl(template, { values: { a: 'https' } })).toThrow(UrlParameterInvalidError),
  );

  it('never leaves its domain, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        let url: URL;
        try {
          url = new URL(fillUrl('https://{a}.example.com/{a}/token', { values: { a: value } }));
        } catch (error) {
          expect(error).toBeInstanceOf(UrlParameterInvalidError);
          return;
        }
        expect(url.hostname).toBe(`${value.toLowerCase()}.example.com`);
        expect(url.pathname).toBe(`/${value}/token`);
      }),
    );
  });
});

describe('placeholders', () => {
  it('are listed once each', () => {
    expect(placeholdersIn('https://{domain}/{tenant}/{domain}?{not a name}')).toEqual(['domain', 'tenant']);
  });
});

import { describe, expect, it } from 'vitest';
import { contentPath, nameIn } from './transfers.ts';

describe('the name of a file that comes', () => {
  it.each([
    ["attachment; filename*=UTF-8''r%C3%A9sum%C3%A9%20%282%29.pdf", 'résumé (2).pdf'],
    ["attachment; filename*=UTF-8''100%.txt", '100%.txt'],
    ['attachment', 'file'],
    [null, 'file'],
  ])('is read from %j', (disposition, name) => {
    expect(nameIn(disposition)).toBe(name);
  });
});

describe('where a file is sent', () => {
  const place = { botId: 'bot_1', connectorId: 'sharepoint', name: 'upload-file' };

  it('has the input beside it, whatever is in it', () => {
    const input = { name: 'a&b=c?.txt', note: '"ü"\n' };
    const path = contentPath(place, { input, endUserId: 'u 1' }, { type: 'text/plain' });
    const url = new URL(path, 'https://attache.example');
    expect(url.pathname).toBe('/v1/bots/bot_1/actions/sharepoint/operations/upload-file/content');
    expect(JSON.parse(url.searchParams.get('input') ?? '')).toEqual(input);
    expect([url.searchParams.get('endUserId'), url.searchParams.get('mediaType')]).toEqual(['u 1', 'text/plain']);
  });

  it('says neither a person nor a kind where there is none', () => {
    const url = new URL(contentPath(place, {}, { type: '' }), 'https://attache.example');
    expect([...url.searchParams.keys()]).toEqual(['input']);
  });
});

import { describe, expect, it } from 'vitest';
import { isWebAddress, piecesOf } from './rich-text.js';

const linksOf = (text: string) => piecesOf(text).flatMap((piece) => (piece.isLink ? [piece.text] : []));

describe('a text', () => {
  it('loses nothing of what it says', () => {
    for (const text of [
      '',
      'plain',
      'see https://a.example, and (http://b.example/x?y=1).',
      '<b>https://c.example</b>',
    ]) {
      expect(
        piecesOf(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('links addresses of the web, without the end of the sentence', () => {
    expect(linksOf('see https://a.example/x, (http://b.example/y?z=1#w). And https://c.example!')).toEqual([
      'https://a.example/x',
      'http://b.example/y?z=1#w',
      'https://c.example',
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'ftp://a.example',
    'https://user@evil.example',
    'www.a.example',
  ])('links nothing else: %s', (text) => expect(linksOf(text)).toEqual([]));

  it('ends a link at characters that would turn it around', () => {
    expect(linksOf('https://a.example/\u202Egpj.exe')).toEqual(['https://a.example/']);
  });
});

describe('a link of a card', () => {
  it('leads to the web only', () => {
    expect(['https://a.example', 'http://localhost:3000/x'].every(isWebAddress)).toBe(true);
    expect(['javascript:alert(1)', ' ', '/x', 'blob:https://a.example/1'].some(isWebAddress)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { inkOn, themeOf } from './theme.js';

describe('the theme', () => {
  it('writes on its colour so that everybody can read it', () => {
    expect(['#2f55c8', '#000000', '#b00020', '#005f56'].map(inkOn)).toEqual(Array(4).fill('#ffffff'));
    expect(['#ffd400', '#ffffff', '#7fd8a5', '#999999'].map(inkOn)).toEqual(Array(4).fill('#000000'));
  });

  it('takes no more than a colour from the server', () => {
    const css = themeOf({ accentColor: 'red; } * { display: none', colorScheme: 'auto' });
    expect(css).toContain('--own-accent: #2f55c8');
    expect(css).not.toContain('display');
  });
});

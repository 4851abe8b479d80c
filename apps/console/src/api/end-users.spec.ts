import { describe, expect, it } from 'vitest';
import { personName } from './end-users.ts';

const named = (id: string, displayName: string | null = null) => personName({ id, displayName });

describe('the name of a person', () => {
  it('is what the host says, and its id where it says nothing', () => {
    expect(named('u-42', 'Grace Hopper')).toBe('Grace Hopper');
    expect(named('u-42')).toBe('u-42');
    expect(named('the-anonymous:u-42')).toBe('the-anonymous:u-42');
    expect(named('anonymous:x_-7kQx9', 'Grace Hopper')).toBe('Grace Hopper');
  });

  it('of a visitor whom nobody knows is a tag, the same each time and a part of the id', () => {
    expect(named('anonymous:x_-7kQx9')).toBe('Anonymous visitor 7KQX');
    expect(named('anonymous:x_-7kQx9')).toBe(named('anonymous:x_-7kQx9'));
    expect(named('anonymous:other')).toBe('Anonymous visitor OTHE');
    expect(named('anonymous:_-_-')).toBe('Anonymous visitor _-_-');
  });
});

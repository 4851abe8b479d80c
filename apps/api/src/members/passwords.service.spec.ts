import { describe, expect, it } from 'vitest';
import { PasswordsService } from './passwords.service.js';

describe('passwords', () => {
  it('are kept as argon2id, each time another', async () => {
    const passwords = new PasswordsService();
    const [one, other] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await passwords.verify(one, 'correct horse')).toBe(true);
    expect(await passwords.verify(one, 'correct horse ')).toBe(false);
  });

  it('of nobody are never right, not even the one that stands in for them', async () => {
    const passwords = new PasswordsService();
    expect(await passwords.verify(undefined, 'a password that nobody has')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { bodyOfDraft, draftOf, secretInWords } from './draft.ts';

const { clientSecret: _clientSecret, ...settings } = draftOf(null);
const provider = { ...settings, providerName: 'Example', issuer: 'https://id.example.com', clientId: 'attache' };
const before = { ...provider, hasClientSecret: true, updatedAt: '2026-01-01T00:00:00.000Z' };

describe('the form of single sign-on', () => {
  it('sends what was pasted without the blanks around it, and no secret that was not typed', () => {
    const body = bodyOfDraft({ ...draftOf(before), issuer: ' https://id.example.com ', clientId: 'attache\n' });
    expect(body).toEqual(provider);
    expect(bodyOfDraft({ ...draftOf(before), clientSecret: 'a new one' }).clientSecret).toBe('a new one');
  });

  it('says that another provider or client is not handed the secret of the one before', () => {
    const words = (change: object) => secretInWords({ ...draftOf(before), ...change }, before);
    expect(words({})).toBe('Left empty, it stays as it is.');
    expect(words({ issuer: 'https://id.example.com ' })).toBe('Left empty, it stays as it is.');
    expect(words({ issuer: 'https://id.example.org' })).toContain('enter the new one');
    expect(words({ clientId: 'another' })).toContain('enter the new one');
    expect(secretInWords(draftOf(null), null)).toBe('Empty for a public client.');
  });
});

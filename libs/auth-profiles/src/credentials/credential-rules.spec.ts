import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ProfileDraft } from '../profiles/profile-draft.js';
import { checkProfile } from '../profiles/profile-rules.js';
import type { OwnCredentials } from './own-credentials.js';

const names: ProfileDraft = { name: 'Ours', identityProviderName: 'Example' };
const key: ProfileDraft = {
  ...{ ...names, grantType: 'api-key' },
  credentials: { placement: { in: 'header', name: 'X-Api-Key' } },
};

function pointers(draft: ProfileDraft): string[] {
  return checkProfile(draft).violations.map(({ pointer }) => pointer);
}

function withPlacement(placement: object): ProfileDraft {
  return { ...key, credentials: { placement } as unknown as OwnCredentials };
}

describe('a profile of credentials', () => {
  it('needs no client, secret or URL of OAuth', () => {
    expect(checkProfile(key)).toEqual({ violations: [], warnings: [] });
    expect(pointers({ ...names, grantType: 'basic', credentials: { placement: { in: 'basic' } } })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a kind that is not its own', { in: 'basic' }, '/credentials/placement/in'],
    ['no name', { in: 'query' }, '/credentials/placement/name'],
    ['a header of HTTP itself', { in: 'header', name: 'Content-Length' }, '/credentials/placement/name'],
    ['a header that splits the message', { in: 'header', name: 'X\r\nEvil' }, '/credentials/placement/name'],
    ['a prefix that does', { in: 'header', name: 'X', prefix: 'a\r\nb' }, '/credentials/placement/prefix'],
    ['what is too long', { in: 'query', name: 'x'.repeat(300) }, '/credentials/placement/name'],
  ])('is refused for %s', (_title, placement, pointer) => {
    expect(pointers(withPlacement(placement))).toEqual([pointer]);
  });

  it.each([
    ['http://api.example.com', '/apiUrl'],
    ['https://api.example.com/?key=x', '/apiUrl'],
    ['https://{tenant}/', '/apiUrl'],
    ['https://user:pass@api.example.com', '/apiUrl'],
  ])('is refused for the API URL %s', (apiUrl, pointer) => {
    expect(pointers({ ...key, apiUrl, hasTenancy: true })).toEqual([pointer]);
  });

  it('has its check URL judged as every URL is', () => {
    const credentials = { placement: { in: 'query', name: 'k' }, checkUrl: 'http://example.com' } as const;
    expect(pointers({ ...key, credentials })).toEqual(['/credentials/checkUrl']);
    const tenancy = { ...key, apiUrl: 'https://{tenant}.example.com', hasTenancy: true };
    expect(checkProfile(tenancy).warnings).toEqual([]);
  });
});

describe('a profile of JWT bearer', () => {
  const privateKey = String(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  const signed: ProfileDraft = {
    ...{ ...names, grantType: 'jwt-bearer', clientId: 'client' },
    ...{ clientSecret: privateKey, tokenUrl: 'https://login.example.com/token' },
  };

  it('needs a key that can sign', () => {
    expect(pointers(signed)).toEqual([]);
    expect(pointers({ ...signed, clientSecret: undefined })).toEqual(['/clientSecret']);
    expect(pointers({ ...signed, clientSecret: 'the old secret' })).toEqual(['/clientSecret']);
  });

  it('does not leave its key to a grant that would send it', () => {
    expect(pointers({ ...signed, grantType: 'client-credentials' })).toEqual(['/clientSecret']);
    expect(pointers({ ...signed, grantType: 'password' })).toEqual(['/clientSecret']);
  });
});

describe('a profile of the password grant', () => {
  it('works, with a warning', () => {
    const draft: ProfileDraft = {
      ...{ ...names, grantType: 'password', clientId: 'client', clientSecret: 'secret' },
      tokenUrl: 'https://login.example.com/token',
    };
    expect(checkProfile(draft)).toMatchObject({ violations: [], warnings: [{ code: 'password-grant-legacy' }] });
  });
});

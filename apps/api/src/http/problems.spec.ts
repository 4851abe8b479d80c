import { readFileSync } from 'node:fs';
import { authProfileErrorCodes } from '#auth-profiles';
import { describe, expect, it } from 'vitest';
import { isProblemCode, problems } from './problems.js';

const documentation = readFileSync(new URL('../../../../docs/problems.md', import.meta.url), 'utf8');
const headings = [...documentation.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

/** Codes that end on a page of the authorization flow, or stop the server at start; no caller of the API meets them. */
const neverAnswered = [
  'access-denied',
  'authorization-request-expired',
  'callback-malformed',
  'issuer-mismatch',
  'profile-mismatch',
  'provider-error',
  'state-already-used',
  'state-invalid',
  'wrong-browser',
];

describe('problems', () => {
  it('each have a heading in docs/problems.md, and nothing else has', () => {
    expect([...headings].sort()).toEqual(Object.keys(problems).sort());
  });

  it('each tell cause and cure', () => {
    for (const section of documentation.split(/^## /m).slice(1)) {
      expect(section).toMatch(/\*\*Cause\.\*\* \S[\s\S]+\*\*Cure\.\*\* \S/);
    }
  });

  it('have a status of an error and a title', () => {
    for (const [code, { status, title }] of Object.entries(problems)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title.length).toBeGreaterThan(3);
    }
  });

  it('cover every error of the OAuth library that a caller can meet', () => {
    const missing = authProfileErrorCodes.filter((code) => !isProblemCode(code) && !neverAnswered.includes(code));
    expect(missing).toEqual([]);
  });

  it('are not looked up among inherited names', () => {
    expect(isProblemCode('toString')).toBe(false);
    expect(isProblemCode(undefined)).toBe(false);
  });
});

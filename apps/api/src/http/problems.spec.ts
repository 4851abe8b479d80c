import { readdirSync, readFileSync } from 'node:fs';
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

/** Codes that stop a server, or a command, at its start. */
const atStart = [
  'address-unavailable',
  'data-folder-foreign',
  'data-folder-not-writable',
  'data-folder-owner',
  'data-folder-path-too-long',
  'data-folder-unreachable',
  'data-folder-version',
  'database-binaries-missing',
  'database-empty',
  'database-start-failed',
  'database-too-new',
  'database-unreachable',
  'disk-full',
  'environment-invalid',
  'master-keys-invalid',
  'migration-failed',
  'notification-too-large',
  'platform-unsupported',
  'system-profiles-invalid',
];

/** The codes of the error classes of a folder, from their source. */
function errorCodesIn(folder: string): readonly string[] {
  const root = new URL(`../../../../${folder}/`, import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.spec)\.ts$/.test(name),
  );
  const sources = files.map((name) => readFileSync(new URL(name, root), 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(/^ {2}(?:override )?readonly code = '([a-z-]+)'/gm)].map(([, code = '']) => code),
  );
}

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

  it('cover every error of the connectors, and what libraries throw at the API besides', () => {
    const thrown = [
      ...errorCodesIn('libs/connectors/src'),
      ...errorCodesIn('libs/dialogs/src'),
      ...errorCodesIn('apps/api/src'),
    ];
    expect(thrown).toEqual(
      expect.arrayContaining(['vendor-timeout', 'dialog-state-unsupported', 'authorization-lost']),
    );
    expect(thrown.filter((code) => !isProblemCode(code) && !atStart.includes(code))).toEqual([]);
  });

  it('are not looked up among inherited names', () => {
    expect(isProblemCode('toString')).toBe(false);
    expect(isProblemCode(undefined)).toBe(false);
  });
});

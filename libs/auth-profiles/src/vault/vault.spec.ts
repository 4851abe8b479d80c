import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { deriveKey, importKey, newDataKey, parseKey, rewrapDataKey, unwrapDataKey } from './envelope.js';
import { createVault, type Vault, type VaultKey } from './vault.js';

const context = { row: 'authorizations/a1', purpose: 'token-set' };

let keys: Map<string, VaultKey>;
let vault: Vault;

function vaultWith(currentKeyId: string): Vault {
  return createVault({ currentKeyId, get: (keyId) => keys.get(keyId) });
}

beforeEach(async () => {
  keys = new Map([
    ['k1', await importKey(randomBytes(32))],
    ['k2', await importKey(randomBytes(32))],
  ]);
  vault = vaultWith('k1');
});

describe('a vault', () => {
  it('opens what it sealed, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
        expect(await vault.open(await vault.seal(text, context), context)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('opens the empty text, a byte order mark and a megabyte', async () => {
    for (const text of ['', '\uFEFFx', 'x'.repeat(1_000_000)]) {
      expect(await vault.open(await vault.seal(text, context), context)).toBe(text);
    }
  });

  it('shows nothing of the text, and never seals it the same way twice', async () => {
    const [one, other] = [await vault.seal('canary-token', context), await vault.seal('canary-token', context)];
    expect(one).not.toBe(other);
    expect(one).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(Buffer.from(one, 'base64url').toString()).not.toContain('canary');
  });

  it.each([
    ['another row', { row: 'authorizations/a2', purpose: 'token-set' }],
    ['another purpose', { row: 'authorizations/a1', purpose: 'client-secret' }],
    ['row and purpose swapped', { row: 'token-set', purpose: 'authorizations/a1' }],
  ])('does not open it for %s', async (_what, other) => {
    const jwe = await vault.seal('text', context);
    await expect(vault.open(jwe, other)).rejects.toMatchObject({ code: 'vault-tampered' });
  });

  it('does not open it when its header was rewritten to fit another row', async () => {
    const jwe = await vault.seal('text', context);
    const [header, ...rest] = jwe.split('.');
    const claims = JSON.parse(Buffer.from(header ?? '', 'base64url').toString()) as Record<string, string>;
    const forged = Buffer.from(JSON.stringify({ ...claims, row: 'authorizations/a2' })).toString('base64url');
    const moved = { ...context, row: 'authorizations/a2' };
    await expect(vault.open([forged, ...rest].join('.'), moved)).rejects.toMatchObject({ code: 'vault-tampered' });
  });

  it('notices every single altered character', async () => {
    const jwe = await vault.seal('text', context);
    for (let i = 0; i < jwe.length; i += 1) {
      if (jwe[i] === '.') continue;
      // Not the neighbour in the alphabet: the last character's unused bits would decode to the same byte.
      const altered = jwe.slice(0, i) + (jwe[i] === 'A' ? 'w' : 'A') + jwe.slice(i + 1);
      const error: unknown = await vault.open(altered, context).catch((reason: unknown) => reason);
      expect((error as { readonly code?: string }).code, `character ${i}`).toMatch(/^vault-(tampered|key-missing)$/);
    }
  });

  it.each(['', 'x', '....', 'plain text', '{"a":1}', 'e30....', 'eyJraWQiOiJrMSJ9..a.b.c', 'é....'])(
    'says of %j that it is not sealed text',
    async (jwe) => {
      await expect(vault.open(jwe, context)).rejects.toMatchObject({ code: 'vault-tampered' });
    },
  );

  it('refuses an unencrypted or otherwise sealed text of the right row', async () => {
    const header = { alg: 'none', kid: 'k1', ...context };
    const forged = `${Buffer.from(JSON.stringify(header)).toString('base64url')}....`;
    await expect(vault.open(forged, context)).rejects.toMatchObject({ code: 'vault-tampered' });
  });

  it('opens with an old key what it no longer seals with', async () => {
    const jwe = await vault.seal('text', context);
    const rotated = vaultWith('k2');
    expect(await rotated.open(jwe, context)).toBe('text');
    expect(rotated.keyIdOf(jwe)).toBe('k1');
    expect(rotated.keyIdOf(await rotated.seal('text', context))).toBe('k2');
  });

  it('names the key that it lacks, to open and to seal', async () => {
    const jwe = await vault.seal('text', context);
    keys.delete('k1');
    await expect(vault.open(jwe, context)).rejects.toMatchObject({ code: 'vault-key-missing', keyId: 'k1' });
    await expect(vault.seal('text', context)).rejects.toMatchObject({ code: 'vault-key-missing', keyId: 'k1' });
  });

  it('does not open with another key under the same id', async () => {
    const jwe = await vault.seal('text', context);
    keys.set('k1', await importKey(randomBytes(32)));
    await expect(vault.open(jwe, context)).rejects.toMatchObject({ code: 'vault-tampered' });
  });

  it('says nothing of the text in its errors', async () => {
    const jwe = await vault.seal('canary', context);
    const error: unknown = await vault.open(`${jwe.slice(0, -4)}AAAA`, context).catch((reason: unknown) => reason);
    expect(JSON.stringify([String(error), String((error as Error).cause)])).not.toContain('canary');
  });
});

describe('data keys', () => {
  it('are wrapped by a master key, and seal after a restart what they sealed before', async () => {
    const wrapped = await newDataKey(vault, 'd1');
    const first = createVault({ currentKeyId: 'd1', get: () => unwrapDataKey(vault, 'd1', wrapped) });
    const second = createVault({ currentKeyId: 'd1', get: () => unwrapDataKey(vault, 'd1', wrapped) });
    expect(await second.open(await first.seal('text', context), context)).toBe('text');
  });

  it('stay the same when another master key wraps them', async () => {
    const wrapped = await newDataKey(vault, 'd1');
    const sealed = await createVault({ currentKeyId: 'd1', get: () => unwrapDataKey(vault, 'd1', wrapped) }).seal(
      'text',
      context,
    );
    const rotated = vaultWith('k2');
    const rewrapped = await rewrapDataKey(rotated, 'd1', wrapped);
    expect(rotated.keyIdOf(rewrapped)).toBe('k2');
    keys.delete('k1');
    const after = createVault({ currentKeyId: 'd1', get: () => unwrapDataKey(rotated, 'd1', rewrapped) });
    expect(await after.open(sealed, context)).toBe('text');
  });

  it('do not unwrap under the id of another', async () => {
    const wrapped = await newDataKey(vault, 'd1');
    await expect(unwrapDataKey(vault, 'd2', wrapped)).rejects.toMatchObject({ code: 'vault-tampered' });
  });
});

describe("an operator's key", () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 8));

  it.each([
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    ` ${bytes.toString('hex').toUpperCase()}\n`,
  ])('is read from %j', (text) => expect(Buffer.from(parseKey(text))).toEqual(bytes));

  it.each([
    '',
    'secret',
    'x'.repeat(32),
    bytes.subarray(1).toString('base64'),
    `${bytes.toString('hex')}00`,
    '*'.repeat(43),
  ])('is not %j', (text) => expect(() => parseKey(text)).toThrow(TypeError));

  it('of another size is refused', async () => {
    await expect(importKey(randomBytes(16))).rejects.toThrow(TypeError);
  });

  it('yields one secret for each purpose, always the same', () => {
    expect(deriveKey(bytes, 'codes')).toEqual(deriveKey(bytes, 'codes'));
    expect(deriveKey(bytes, 'codes')).toHaveLength(32);
    expect(deriveKey(bytes, 'codes')).not.toEqual(deriveKey(bytes, 'cookies'));
    expect(deriveKey(bytes, 'codes')).not.toEqual(deriveKey(randomBytes(32), 'codes'));
  });
});

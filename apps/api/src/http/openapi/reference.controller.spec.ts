import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, startTestServer, type ApiAnswer, type TestServer } from '../../../../../test/support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const visit = (path: string): Promise<ApiAnswer> => call(server.url, 'GET', path, { key: null });

describe('the description of the API', () => {
  it('is served to anybody as it is committed', async () => {
    const answer = await visit('/openapi.json');
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.text).toBe(await readFile(new URL('../../../../../openapi.json', import.meta.url), 'utf8'));
  });
});

describe('the reference', () => {
  it('needs nothing from elsewhere, and its policy allows nothing else', async () => {
    const page = await visit('/docs');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, address = '']) => address)
      .filter((address) => address !== 'data:,');
    expect(addresses.length).toBeGreaterThan(4);
    expect(addresses.filter((address) => !/^\/[^/]/.test(address))).toEqual([]);
    expect(page.text).not.toMatch(/<script>|<style>| on\w+=/);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(page.headers.get('content-security-policy')).not.toMatch(/https?:|unsafe-eval|\*/);
    for (const address of addresses) expect((await visit(address)).status, address).toBe(200);
  });

  it.each([
    ['swagger-ui.css', 'text/css'],
    ['swagger-ui-bundle.js', 'text/javascript'],
    ['reference.js', 'text/javascript'],
    ['reference.css', 'text/css'],
  ])('has %s as %s, for a while', async (name, type) => {
    const { status, headers } = await visit(`/docs/${name}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain(type);
    expect(headers.get('cache-control')).toContain('max-age=604800');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'package.json',
    '..%2fpackage.json',
    '..%2f..%2fopenapi.json',
    'constructor',
    '__proto__',
    'swagger-ui.css%00',
  ])('has no %s', async (name) => {
    const answer = await visit(`/docs/${name}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('cache-control') ?? '').not.toContain('max-age');
  });
});

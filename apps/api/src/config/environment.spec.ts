import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EnvironmentInvalidError, environmentVariables, readEnvironment } from './environment.js';

const documentation = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8');

function complaintAbout(variables: Readonly<Record<string, string>>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentInvalidError) return error.message;
    throw error;
  }
  return '';
}

describe('the environment', () => {
  it('is usable when nothing is set', () => {
    expect(readEnvironment({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      isHttps: false,
    });
  });

  it('takes the port into the public URL, and drops a slash at its end', () => {
    expect(readEnvironment({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000');
    expect(readEnvironment({ ATTACHE_PUBLIC_URL: 'https://bots.example/' })).toMatchObject({
      publicUrl: 'https://bots.example',
      isHttps: true,
    });
  });

  it('reads lists, numbers and switches', () => {
    const read = readEnvironment({
      ATTACHE_ALLOWED_HOSTS: 'a:1, b  c',
      ATTACHE_TRUST_PROXY: 'on',
      ATTACHE_DATABASE_POOL_SIZE: '5',
    });
    expect(read).toMatchObject({ allowedHosts: ['a:1', 'b', 'c'], trustProxy: true, databasePoolSize: 5 });
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['NODE_ENV', 'staging'],
    ['ATTACHE_PUBLIC_URL', 'javascript:alert(1)'],
    ['ATTACHE_DATABASE_POOL_SIZE', '1'],
    ['ATTACHE_SETUP_TOKEN', 'short'],
    ['ATTACHE_OUTGOING_PROXY', 'proxy'],
    ['ATTACHE_LOG_LEVEL', 'loud'],
    ['ATTACHE_AUTHORIZATION_REQUEST_MINUTES', '0'],
    ['ATTACHE_AUTHORIZATION_REQUEST_MINUTES', '1e1'],
    ['PORT', '0x50'],
    ['PORT', '-1'],
    ['ATTACHE_TRUST_PROXY', 'ture'],
    ['ATTACHE_PUBLIC_URL', 'https://user:pass@bots.example'],
    ['ATTACHE_PUBLIC_URL', 'https://bots.example/?tenant=1'],
    ['ATTACHE_PUBLIC_URL', 'https://bots.example/#top'],
    ['ATTACHE_PUBLIC_URL', 'bots.example'],
    ['DATABASE_URL', 'mysql://db/attache'],
    ['DATABASE_URL', 'db.example'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://collector:4317'],
  ])('names %s when it is %s', (variable, value) => {
    expect(complaintAbout({ [variable]: value })).toContain(`${variable}: `);
  });

  it.each([
    ['on', true],
    ['TRUE', true],
    ['1', true],
    ['off', false],
    ['No', false],
    ['0', false],
  ])('reads the switch %s', (value, isOn) => {
    expect(readEnvironment({ ATTACHE_TRUST_PROXY: value }).trustProxy).toBe(isOn);
  });

  it('takes what is set to nothing for not set', () => {
    const nothing = Object.fromEntries(Object.values(environmentVariables).map((variable) => [variable, '']));
    expect(readEnvironment(nothing)).toEqual(readEnvironment({}));
  });

  it('names every variable that is wrong once, in words of its own, and repeats no secret', () => {
    const secrets = { ATTACHE_SETUP_TOKEN: 'tiny-secret', DATABASE_URL: 'mysql://attache:db-secret@db/attache' };
    const complaint = complaintAbout({ PORT: 'x', ATTACHE_LOG_LEVEL: 'loud', ...secrets });
    const lines = complaint.split('\n').slice(1);
    expect(lines.map((line) => line.trim().split(':')[0]).sort()).toEqual([
      'ATTACHE_LOG_LEVEL',
      'ATTACHE_SETUP_TOKEN',
      'DATABASE_URL',
      'PORT',
    ]);
    expect(complaint).toContain('DATABASE_URL: must begin with postgres://');
    expect(complaint).not.toMatch(/secret(?!s)|setupToken|databaseUrl/);
  });

  it('demands a master key in production with a database that replicas share', () => {
    expect(complaintAbout({ NODE_ENV: 'production', DATABASE_URL: 'postgres://db/attache' })).toContain(
      'ATTACHE_MASTER_KEYS',
    );
  });

  it('is described in docs/configuration.md, variable by variable', () => {
    const described = [...documentation.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, variable]) => variable);
    expect(described.sort()).toEqual(Object.values(environmentVariables).sort());
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { freePort } from '../server.js';

/** What a provider says of somebody. */
export interface IdentityPerson {
  readonly name: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly groups: readonly string[];
}

/** An OpenID provider as a process of its own. */
export interface IdentityProvider {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** Changes what is told of a person. */
  change(login: string, person: IdentityPerson): Promise<void>;
  /** Logs in on the pages of the provider, and allows what is asked. */
  logIn(page: Page, login: string): Promise<void>;
  close(): Promise<void>;
}

/** Ends a process that this test began. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** `oidc-provider`, which is certified, with pages for developers. */
export async function startOidcProvider(
  redirectUri: string,
  people: Readonly<Record<string, IdentityPerson>>,
): Promise<IdentityProvider> {
  const port = await freePort();
  const program = fileURLToPath(new URL('oidc-provider.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, String(port), redirectUri, JSON.stringify(people)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the provider did not start'))),
  ]);
  const issuer = `http://localhost:${port}`;
  return {
    ...{ name: 'oidc-provider', issuer, clientId: 'attache', clientSecret: 'secret-of-attache' },
    scopes: ['openid', 'profile', 'email'],
    async change(login, person) {
      await fetch(`${issuer}/people/${login}`, { method: 'PUT', body: JSON.stringify(person) });
    },
    async logIn(page, login) {
      await page.locator('input[name=login]').fill(login);
      await page.locator('input[name=password]').fill('whatever');
      await page.locator('button[type=submit]').click();
      await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
      await page.locator('button[type=submit]').click();
    },
    close: () => end(child),
  };
}

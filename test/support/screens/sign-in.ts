import type { Page } from 'playwright-core';
import type { TestServer } from '../server.js';
import type { Screen } from './screens.js';

const password = 'correct horse battery';
const recoveryCodes = Array.from('abcdefghjk', (letter) => `k7m${letter}-4hpq-x2${letter}9-wn3c`);

/** An identity provider with what can be set; nobody asks it anything. */
export async function prepareSingleSignOn(server: TestServer): Promise<void> {
  const body = {
    ...{
      providerName: 'the provider of Example Navy',
      issuer: 'https://id.example.com',
      clientId: 'attache',
      clientSecret: 'of a picture',
    },
    ...{ isJustInTime: true, isEnforced: false, signsOutAtProvider: true, allowedDomains: ['example.com'] },
    mappings: [
      { group: 'bot-designers', role: 'designer', divisionId: null },
      { group: 'help-desk', role: 'operator', divisionId: null },
    ],
    defaultGrants: [{ role: 'viewer', divisionId: null }],
  };
  const answer = await server.call('PUT', '/v1/single-sign-on', { body });
  if (answer.status !== 200) throw new Error(`single sign-on is not set up: ${answer.text}`);
}

const at = (name: string, path: string, text: string): Screen => ({
  name,
  open: async (page) => {
    await page.goto(path);
    await page.getByText(text).first().waitFor();
  },
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** What the account of somebody with a second factor says; the one who looks has none. */
async function pretendSecondFactor(page: Page): Promise<void> {
  await page.route('**/v1/account', async (route) => {
    const account = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...account, hasSecondFactor: true, recoveryCodesLeft: 0 } });
  });
}

async function openEnrolment(page: Page): Promise<void> {
  await page.goto('/account');
  await button(page, 'Set up second factor').click();
  await page.getByRole('textbox', { name: 'Your password' }).fill(password);
  await button(page, 'Go on').click();
  await page.getByRole('img', { name: 'QR code of the second factor' }).waitFor();
}

async function openRenewal(page: Page): Promise<void> {
  await pretendSecondFactor(page);
  await page.route('**/v1/account/second-factor/recovery-codes', (route) => route.fulfill({ json: { recoveryCodes } }));
  await page.goto('/account');
  await button(page, 'New recovery codes').click();
  await page.getByRole('textbox', { name: 'Code' }).waitFor();
}

async function openRecoveryCodes(page: Page): Promise<void> {
  await openRenewal(page);
  await page.getByRole('textbox', { name: 'Code' }).fill('123456');
  await button(page, 'Make new codes').click();
  await page.getByText('Your recovery codes are new').waitFor();
}

async function openCode(page: Page): Promise<void> {
  const extensions = { challenge: 'x'.repeat(43), expiresInSeconds: 300 };
  const problem = { code: 'second-factor-required', title: 'A code is needed', status: 401, detail: 'Send the code.' };
  await page.route('**/v1/session', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 401, contentType: 'application/problem+json', json: { ...problem, ...extensions } })
      : route.fallback(),
  );
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill('ada@example.com');
  await page.locator('input[name=password]').fill(password);
  await button(page, 'Sign in').click();
  await page.getByLabel('Code').waitFor();
}

/** The screens of how members sign in, and of what belongs to one of them. */
export const signInScreens: readonly Screen[] = [
  { ...at('sign-in', '/sign-in', 'Continue with the provider of Example Navy'), isPublic: true },
  { ...at('sign-in-refused', '/sign-in?sso=unreachable', 'The identity provider does not answer'), isPublic: true },
  { ...at('signed-out', '/sign-in?why=signed-out', 'Here, and at the identity provider.'), isPublic: true },
  { name: 'sign-in-code', isPublic: true, open: openCode },
  at('second-factor-demanded', '/sign-in/second-factor', 'One more step'),
  at('account', '/account', 'Where you are signed in'),
  { name: 'second-factor-enrolment', open: openEnrolment },
  { name: 'recovery-codes-renewal', open: openRenewal },
  { name: 'recovery-codes', open: openRecoveryCodes },
  at('security', '/settings/security', 'Signing out here signs out at the provider, too'),
];

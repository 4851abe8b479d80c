import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const places = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts the Chromium of this machine. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined) {
    throw new Error('There is no Chromium: install the package chromium, or set CHROMIUM_PATH.');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Clicks through the sandbox's login and consent pages. */
export async function allowAtSandbox(page: Page, decision: 'Allow' | 'Deny' = 'Allow'): Promise<void> {
  const login = page.getByRole('button', { name: 'Log in', exact: true });
  const consent = page.getByRole('button', { name: decision, exact: true });
  await login.or(consent).first().waitFor();
  if (await login.isVisible()) await login.click();
  await consent.click();
}

/** The 6-digit code that the last page shows. */
export async function codeOn(page: Page): Promise<string> {
  const text = (await page.textContent('main')) ?? '';
  const code = /(\d{3})\s(\d{3})/.exec(text);
  if (code === null) throw new Error(`there is no code on ${page.url()}: ${text}`);
  return `${code[1]}${code[2]}`;
}

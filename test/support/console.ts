import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { TestServer } from './server.js';

/** A browser of its own in which the owner is signed in. */
export async function signedIn(
  browser: Browser,
  server: TestServer,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
  const [name = '', value = ''] = server.cookie.split('=');
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
  return context;
}

/** Everything that goes wrong in a page by itself: scripts that fail, and what its policy refuses. */
export function faultsOf(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // What the API answers is part of the stories.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) faults.push(message.text());
  });
  return faults;
}

/** Goes on with the Tab key until something with a name has the focus. */
export async function tabTo(page: Page, name: RegExp, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.locator(':focus').evaluateAll((found) => {
      const [one] = found as unknown as readonly (Named | undefined)[];
      const labels = Array.from(one?.labels ?? [], ({ textContent }) => textContent);
      return [one?.getAttribute('aria-label'), one?.textContent, ...labels].join(' ').trim();
    });
    if (name.test(focused)) return;
  }
  throw new Error(`the Tab key never came to ${name}`);
}

interface Named {
  readonly textContent: string;
  readonly labels?: Iterable<{ readonly textContent: string }>;
  getAttribute(name: string): string | null;
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.js';
import { faultsOf, signedIn } from './support/console.js';
import { prepareScreens, type ShownWorld } from './support/screens/prepare.js';
import { screens, type Screen } from './support/screens/screens.js';
import { violationsOn } from './support/web-chat.js';
import { startWorld, type World } from './support/world.js';

const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;
type Look = (typeof all)[number];
const all = Object.entries(devices).flatMap(([device, options]) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ look: `${device}-${colorScheme}`, options, colorScheme })),
);

/** Where pictures go, when some are wanted: `npm run screens`. */
const folder = process.env['ATTACHE_SCREENS'];

/** Two of the four tell whether widths and colours are right; pictures are taken of all. */
const looks = all.filter(({ look }) => folder !== undefined || ['desktop-light', 'phone-dark'].includes(look));

let world: World;
let browser: Browser;
let shown: ShownWorld;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  shown = await prepareScreens(browser, world.server);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** A browser of one look, signed in or not: its screens share it, so that the console is fetched once and not for each of them. */
async function contextFor({ options, colorScheme }: Look, isPublic: boolean): Promise<BrowserContext> {
  const settings = { ...options, colorScheme, baseURL: shown.url };
  return isPublic
    ? browser.newContext({ ...settings, locale: 'en-US', reducedMotion: 'reduce' })
    : signedIn(browser, world.server, settings);
}

describe.each(looks)('every screen, on $look,', (look) => {
  const pages = new Map<boolean, Promise<Page>>();
  afterAll(async () => {
    for (const page of pages.values()) await (await page).context().close();
  });

  /** The tab in which the screen before was, with nothing left of that. */
  async function pageFor({ isPublic = false }: Screen): Promise<Page> {
    const opening = pages.get(isPublic) ?? contextFor(look, isPublic).then((context) => context.newPage());
    pages.set(isPublic, opening);
    const page = await opening;
    page.removeAllListeners();
    await page.goto('about:blank');
    return page;
  }

  it.each(screens.map((screen) => [screen.name, screen] as const))(
    'has no fault of its own, fits, and axe finds none: %s',
    async (name, screen) => {
      const page = await pageFor(screen);
      const faults = faultsOf(page);
      await screen.open(page, shown);
      await page.waitForTimeout(500);
      if (folder !== undefined) {
        mkdirSync(folder, { recursive: true });
        await page.screenshot({ path: join(folder, `${name}-${look.look}.png`) });
      }
      expect(await violationsOn(page)).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
    },
  );
});

// Takes a picture of every screen into docs/screens, at desktop and phone width, light and dark: `npm run screens [name ...]`.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { root } from './install.mjs';
import { prepareWorld } from './screens/prepare.mjs';
import { screens } from './screens/screens.mjs';

const FOLDER = join(root, 'docs/screens');
const WIDTHS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'];
const OWNER = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'correct horse battery' };
const TOKEN = 'the-set-up-token-of-the-screens';

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The product as `npm start` starts it, with a data folder of its own. */
async function startProduct() {
  const folder = mkdtempSync(join(tmpdir(), 'attache-screens-'));
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    ATTACHE_SANDBOX_PORT: String(await freePort()),
    ATTACHE_DATA_FOLDER: folder,
    ATTACHE_SETUP_TOKEN: TOKEN,
    ATTACHE_LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { cwd: root, env, stdio: 'inherit' });
  const url = `http://localhost:${port}`;
  const isUp = () =>
    fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) await new Promise((resolve) => setTimeout(resolve, 200));
  const stop = async () => {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

async function takePictures(browser, world, screen) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        storageState: screen.isPublic ? undefined : world.storageState,
        baseURL: world.url,
      });
      const page = await context.newPage();
      await screen.open(page, world);
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(FOLDER, `${screen.name}-${device}-${colorScheme}.png`) });
      await context.close();
    }
  }
}

async function main() {
  const wanted = process.argv.slice(2);
  const chosen = screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  mkdirSync(FOLDER, { recursive: true });
  const product = await startProduct();
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath: findChromium(), args });
  let failed = 0;
  try {
    const world = await prepareWorld(browser, { url: product.url, token: TOKEN, owner: OWNER });
    for (const screen of chosen) {
      try {
        await takePictures(browser, world, screen);
        console.log(`✓ ${screen.name}`);
      } catch (error) {
        failed += 1;
        console.error(`✗ ${screen.name}: ${error.message}`);
      }
    }
  } finally {
    await browser.close();
    await product.stop();
  }
  process.exit(failed === 0 ? 0 : 1);
}

await main();

import type { Page } from 'playwright-core';
import { allowAtSandbox } from '../browser.js';
import type { ShownWorld } from './prepare.js';

/** Opens the second screen of the wizard for one way to authorize; without a connector for any provider. */
export async function openWay(page: Page, connectorId: string | undefined, way: string): Promise<void> {
  await page.goto(`/auth-profiles/new${connectorId === undefined ? '' : `?connectorId=${connectorId}`}`);
  if (connectorId === undefined) await page.getByRole('radio', { name: /^Any provider/ }).click();
  await page.getByRole('radio', { name: way, exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Of the sales team');
  await page.getByRole('textbox', { name: 'Identity provider name' }).fill('Example');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { name: 'Authentication details' }).waitFor();
}

/** Opens the page that begins the authorization of an action; for a system without OAuth it asks for what it needs. */
export async function openAuthorizing(page: Page, { freshBotId }: ShownWorld, connectorId: string): Promise<void> {
  await page.goto('/bots');
  const authProfileId = connectorId === 'zendesk' ? 'system-zendesk-api-token' : `system-${connectorId}`;
  const url: unknown = await page.evaluate(`(async () => {
    const path = '/v1/bots/${freshBotId}/actions/${connectorId}';
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ authorizationMode: 'pre-authorized', authProfileId: '${authProfileId}' });
    await fetch(path, { method: 'PUT', headers, body });
    const link = await fetch(path + '/authorize', { method: 'POST', headers, body: '{}' });
    return (await link.json()).url;
  })()`);
  await page.goto(String(url));
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Opens the page on which somebody with two sites chooses one. */
export async function openChoice(page: Page, world: ShownWorld): Promise<void> {
  await openAuthorizing(page, world, 'jira');
  await page.getByRole('button', { name: /continue/i }).click();
  await page.getByRole('radio', { name: /Ben/ }).check();
  await allowAtSandbox(page);
  await page.getByRole('radio', { name: /example-lab/ }).waitFor();
}

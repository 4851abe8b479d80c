import type { Page } from 'playwright-core';
import { memberScreens } from './members.js';
import type { ShownWorld } from './prepare.js';
import { signInScreens } from './sign-in.js';
import { openAuthorizing, openChoice, openWay } from './ways.js';

/** One screen: its name, and how one gets there. */
export interface Screen {
  readonly name: string;
  /** Nobody is signed in. */
  readonly isPublic?: boolean;
  open(page: Page, world: ShownWorld): Promise<unknown>;
}

const at = (name: string, path: string, heading: string | RegExp): Screen => ({
  name,
  open: async (page) => {
    await page.goto(path);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  },
});

const ofBot = (name: string, path: string | ((world: ShownWorld) => string), isFresh = false): Screen => ({
  name,
  open: async (page, world) => {
    const place = typeof path === 'string' ? path : path(world);
    await page.goto(`/bots/${isFresh ? world.freshBotId : world.botId}/${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  },
});

async function openCanvas(page: Page, { botId, taskId }: ShownWorld): Promise<void> {
  await page.goto(`/bots/${botId}/dialogs/${taskId}`);
  await page.getByRole('application').getByRole('button').first().waitFor();
}

async function openNode(page: Page, { botId, taskId }: ShownWorld): Promise<void> {
  await page.goto(`/bots/${botId}/dialogs/${taskId}?node=ask-company`);
  await page.getByRole('textbox', { name: 'What the bot asks' }).first().waitFor();
}

async function openTalk(page: Page, world: ShownWorld): Promise<void> {
  await openCanvas(page, world);
  await page.getByRole('button', { name: /^Talk/ }).click();
  await page.getByRole('log').getByText('Sales assistant').first().waitFor();
  const field = page.getByRole('textbox', { name: 'Message to the bot' });
  await field.fill('create a lead for Ada Byron at Analytical Engines');
  await field.press('Enter');
  await page.getByRole('log').getByRole('link').first().waitFor();
}

async function openPalette(page: Page, { botId }: ShownWorld): Promise<void> {
  await page.goto(`/bots/${botId}/actions`);
  await page.getByRole('heading', { name: 'Actions', level: 1 }).waitFor();
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByPlaceholder(/Go to a bot/).waitFor();
}

async function openChat(page: Page, { botId }: ShownWorld): Promise<void> {
  await page.goto(`/chat/${botId}`);
  await page.getByText(/I am Sales assistant/).waitFor();
}

/** Every screen of the console, and the chat. */
export const screens: readonly Screen[] = [
  at('bots', '/bots', 'Bots'),
  ofBot('first-run', 'actions', true),
  ofBot('actions', 'actions'),
  ofBot('action-instructions', 'actions/salesforce?tab=instructions'),
  ofBot('action-authorization', 'actions/salesforce?tab=authorization'),
  ofBot('action-operations', 'actions/salesforce?tab=operations&operation=create-lead'),
  ofBot('action-templates', 'actions/salesforce?tab=templates'),
  ofBot('action-activity', 'actions/salesforce?tab=activity'),
  ofBot('dialogs', 'dialogs'),
  ofBot('dialog-new', 'dialogs?new=true'),
  { name: 'canvas', open: openCanvas },
  { name: 'canvas-node', open: openNode },
  { name: 'canvas-talk', open: openTalk },
  ofBot('conversations', 'conversations'),
  ofBot('conversation', ({ conversationId }) => `conversations/${conversationId}`),
  ofBot('end-users', 'end-users'),
  ofBot('end-users-erased', 'end-users?show=erased'),
  ofBot('activity', 'activity'),
  ofBot('activity-requests', 'activity?show=requests'),
  ofBot('run', ({ runId }) => `activity/runs/${runId}`),
  ofBot('request', ({ requestId }) => `activity/requests/${requestId}`),
  ofBot('bot-settings', 'settings'),
  at('inbox', '/inbox', 'Inbox'),
  at('inbox-preferences', '/inbox?tab=preferences', 'Inbox'),
  at('auth-profiles', '/auth-profiles', 'Auth profiles'),
  at('auth-profile-wizard', '/auth-profiles/new', 'New auth profile'),
  {
    name: 'auth-profile',
    open: async (page, { authProfileId }) => {
      await page.goto(`/auth-profiles/${authProfileId}`);
      await page.getByRole('heading', { name: 'Salesforce of Example Navy', level: 1 }).waitFor();
    },
  },
  { name: 'auth-profile-wizard-jwt', open: (page) => openWay(page, 'salesforce', 'JWT bearer') },
  { name: 'auth-profile-wizard-basic', open: (page) => openWay(page, 'zendesk', 'E-mail and API token') },
  { name: 'auth-profile-wizard-own-key', open: (page) => openWay(page, undefined, 'API key') },
  { name: 'credential-page', open: (page, world) => openAuthorizing(page, world, 'zendesk') },
  { name: 'choice-page', open: openChoice },
  ofBot('action-ways', 'actions/zendesk?tab=authorization'),
  ofBot('action-not-enabled', 'actions/sharepoint?tab=operations&operation=upload-file'),
  at('authorizations', '/authorizations', 'Authorizations'),
  at('connections', '/connections', 'My connections'),
  at('api-keys', '/settings/api-keys', 'API keys'),
  at('encryption', '/settings/encryption', 'Encryption'),
  at('webhooks', '/settings/webhooks', 'Webhooks'),
  at('audit-trail', '/settings/audit', 'Audit trail'),
  at('audit-integrity', '/settings/audit?tab=integrity', 'Audit trail'),
  ...memberScreens,
  ...signInScreens,
  { name: 'command-palette', open: openPalette },
  { name: 'chat', isPublic: true, open: openChat },
];

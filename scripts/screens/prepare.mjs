/**
 * Makes what the pictures show, by the API and the browser: an owner, a bot with Salesforce authorized and used, dialogs, a conversation.
 * @param {import('playwright-core').Browser} browser
 */
export async function prepareWorld(browser, { url, token, owner }) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto(`/setup?token=${token}`);
  await page.fill('input[name=name]', owner.name);
  await page.fill('input[name=email]', owner.email);
  await page.fill('input[name=password]', owner.password);
  await page.locator('main button').click();
  await page.waitForURL(/\/bots/);
  const call = caller(context, url);
  const bot = await call('POST', '/bots', { name: 'Sales assistant' });
  await call('POST', '/bots', { name: 'Help desk' });
  const action = `/bots/${bot.id}/actions/salesforce`;
  await call('PUT', action, { authorizationMode: 'end-user' });
  await call('POST', `${action}/enable`);
  const task = await call('POST', `${action}/templates/create-lead/install`, {});
  await call('POST', `${action}/templates/search-leads/install`, {});
  const conversation = await call('POST', `/bots/${bot.id}/conversations`, {
    endUser: { id: 'u-42', displayName: 'Grace Hopper', channel: 'web' },
    debug: true,
  });
  await converse(context, call, conversation.id);
  const fresh = await call('POST', '/bots', { name: 'New assistant' });
  const storageState = await context.storageState();
  await context.close();
  return {
    url,
    storageState,
    botId: bot.id,
    freshBotId: fresh.id,
    taskId: task.id,
    conversationId: conversation.id,
    owner,
  };
}

function caller(context, url) {
  return async (method, path, body) => {
    const answer = await context.request.fetch(`${url}/v1${path}`, { method, data: body, headers: { origin: url } });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  };
}

/** A lead, from the first word to the link, sign-in included. */
async function converse(context, call, conversationId) {
  const say = async (text) => (await call('POST', `/conversations/${conversationId}/messages`, { text })).messages;
  let said = await say('Create a lead for Grace Hopper at Example Navy');
  const answers = { first: 'Grace', last: 'Hopper', company: 'Example Navy' };
  for (let turn = 0; turn < 6; turn += 1) {
    const link = said.find(({ content }) => content.kind === 'authorization-link');
    if (link) return authorize(context, say, link.content.card.link.url);
    const question = said.at(-1)?.content.text.toLowerCase() ?? '';
    const [, answer = 'Example'] = Object.entries(answers).find(([word]) => question.includes(word)) ?? [];
    said = await say(answer);
  }
  return undefined;
}

async function authorize(context, say, link) {
  const page = await context.newPage();
  await page.goto(link);
  await page.locator('main form button').first().click();
  const login = page.getByRole('button', { name: 'Log in', exact: true });
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  await login.or(allow).first().waitFor();
  if (await login.isVisible()) await login.click();
  await allow.click();
  // The last page closes itself where nothing more is asked.
  await Promise.race([page.waitForEvent('close'), page.getByText(/\d{3}\s\d{3}/).waitFor()]).catch(() => undefined);
  if (page.isClosed()) return;
  const [, first, second] = /(\d{3})\s(\d{3})/.exec((await page.textContent('main')) ?? '') ?? [];
  if (first !== undefined) await say(`${first}${second}`);
  await page.close();
}

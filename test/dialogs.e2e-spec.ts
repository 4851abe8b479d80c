import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeIn, formTokenIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { DataSource } from 'typeorm';
import { SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { EventReader } from './support/events.js';
import { Person } from './support/person.js';
import { startWorld, type World } from './support/world.js';

const templates = [
  ...['create-lead', 'create-opportunity', 'update-lead', 'view-lead', 'list-leads', 'search-leads', 'delete-lead'],
] as const;

let world: World;
let action: SalesforceAction;

beforeAll(async () => {
  world = await startWorld();
  action = await SalesforceAction.forEndUsers(world.server, 'Sales assistant');
  for (const template of templates) await action.install(template);
});
beforeEach(() => world.sandbox.store.salesforce.reset());
afterEach(() => world.sandbox.faults.salesforce.clear());
afterAll(() => world.close());

const person = () => new Person(world.server.url);
const leadsNamed = (lastName: string) =>
  world.sandbox.store.salesforce.list('Lead').filter((lead) => lead['LastName'] === lastName);

const lead = (lastName: string) =>
  new Map([
    [/first name|Vornamen/i, 'Grace'],
    [/last name/i, lastName],
    [/which company/i, 'Example Navy'],
  ]);

/** A chat in which a lead waits for the end user's authorization. */
async function parked(endUserId: string, locale = 'en'): Promise<Chat> {
  const chat = await Chat.start(world.server, action.botId, endUserId, { locale });
  const said = await chat.answer('create a lead', lead(endUserId));
  expect(said).toContain(chat.link());
  return chat;
}

/** Authorizes by the newest link, and types the code into the chat. */
async function authorizeIn(chat: Chat, link = chat.link()): Promise<void> {
  const { html } = await person().authorize(link);
  await chat.hear(/6-digit code|6-stelligen Code/i);
  await chat.say(codeIn(html));
}

async function requestsOf(chat: Chat): Promise<readonly string[]> {
  const rows: { status: string; reason: string | null }[] = await world.server.app
    .get(DataSource)
    .query('SELECT status, reason FROM authorization_requests WHERE conversation_id = $1 ORDER BY id', [
      chat.conversationId,
    ]);
  return rows.map(({ status, reason }) => `${status} ${reason ?? ''}`.trim());
}

describe('a lead that waits for an authorization', () => {
  it('is offered again after the end user denied, and made once the end user allows', async () => {
    const chat = await parked('Denied');
    await person().authorize(chat.link(), { decision: 'deny' });
    expect((await chat.hear(/was not allowed/)).content.text).toMatch(/with “Create a lead”\.$/);
    const first = chat.link();
    await chat.say('new link');
    await chat.say('new link');
    expect(chat.link()).not.toBe(first);
    await authorizeIn(chat);
    await chat.hear(/Denied of Example Navy is a lead now/);
    expect(leadsNamed('Denied')).toHaveLength(1);
  });

  it('is offered again after the link expired', async () => {
    const chat = await parked('Expired');
    const past = new Date(Date.now() - 1_000);
    const update = 'UPDATE authorization_requests SET expires_at = $2 WHERE conversation_id = $1';
    await world.server.app.get(DataSource).query(update, [chat.conversationId, past]);
    expect((await person().open(chat.link())).status).toBe(410);
    await chat.hear(/has expired/);
    await chat.say('new link');
    await authorizeIn(chat);
    await chat.hear(/Expired of Example Navy is a lead now/);
    expect(leadsNamed('Expired')).toHaveLength(1);
  });

  it('is offered again after somebody said that it was not them, and after a trial account', async () => {
    const chat = await parked('Unknown');
    const visitor = person();
    const { html } = await visitor.open(chat.link());
    await visitor.browser.post(`${chat.link()}/decline`, { formToken: formTokenIn(html) });
    await chat.hear(/was not allowed/);
    await chat.say('new link');
    await person().authorize(chat.link(), { username: 'tia@trial.example' });
    expect((await chat.hear(/account cannot be used/)).content.text).toContain('trial');
    await chat.say('new link');
    await authorizeIn(chat);
    await chat.hear(/Unknown of Example Navy is a lead now/);
    expect(leadsNamed('Unknown')).toHaveLength(1);
  });

  it('lets the end user ask something else meanwhile, and goes on by itself', async () => {
    const chat = await parked('Meanwhile');
    expect(await chat.say('what is the weather like?')).toMatch(/waiting for your access to Salesforce/);
    expect(await chat.say('help')).toMatch(/waiting for your access[\s\S]*Create a lead/);
    await authorizeIn(chat);
    await chat.hear(/Meanwhile of Example Navy is a lead now/);
    expect(leadsNamed('Meanwhile')).toHaveLength(1);
  });

  it('ends when the end user cancels: the link is worth nothing any more', async () => {
    const chat = await parked('Cancelled');
    expect(await chat.say('cancel')).toMatch(/I cancelled/);
    const page = await person().open(chat.link());
    expect(page.status).toBe(410);
    expect(await requestsOf(chat)).toEqual(['cancelled withdrawn']);
    expect(leadsNamed('Cancelled')).toEqual([]);
    expect(await chat.say('cancel')).toMatch(/nothing to cancel/i);
  });

  it.each(['first', 'second'])('can be finished by the %s of two links, once', async (which) => {
    const name = `Links-${which}`;
    const chat = await parked(name);
    const first = chat.link();
    await chat.say('new link');
    const second = chat.link();
    expect(second).not.toBe(first);
    await authorizeIn(chat, which === 'first' ? first : second);
    await chat.hear(new RegExp(`${name} of Example Navy is a lead now`));
    expect(leadsNamed(name)).toHaveLength(1);
    expect((await requestsOf(chat)).filter((request) => request.startsWith('completed'))).toHaveLength(1);
  });

  it('asks for the code again when it is mistyped, and throws it away after three wrong ones', async () => {
    const chat = await parked('Mistyped');
    const { html } = await person().authorize(chat.link());
    const code = codeIn(html);
    const wrong = code === '111111' ? '222222' : '111111';
    await chat.hear(/6-digit code/);
    expect(await chat.say('12345')).toMatch(/6 digits/);
    expect(await chat.say(wrong)).toMatch(/not the code/);
    expect(await chat.say(wrong)).toMatch(/not the code/);
    await chat.say(wrong);
    await chat.hear(/wrong too often|too often/i);
    expect(leadsNamed('Mistyped')).toEqual([]);
    const transcript = await chat.transcript();
    expect(JSON.stringify(transcript)).not.toContain(wrong);
  });

  it('speaks German with whoever speaks it', async () => {
    const chat = await parked('Deutsch', 'de');
    const transcript = await chat.transcript();
    expect(transcript.at(-1)?.content.text).toMatch(/Sales assistant.*Salesforce/s);
    expect(await chat.say('abbrechen')).toMatch(/abgebrochen/);
    await chat.answer('create a lead', lead('Deutsch'));
    await authorizeIn(chat);
    await chat.hear(/Salesforce ist .*verbunden|verbunden/i);
    await chat.hear(/Deutsch of Example Navy/);
    expect(leadsNamed('Deutsch')).toHaveLength(1);
  });
});

describe('the stream of a conversation', () => {
  it('delivers everything exactly once and in order, whoever interrupts it where', async () => {
    const { server } = world;
    const chat = await Chat.start(server, action.botId, 'Streamed');
    const whole = await EventReader.open(server, chat.conversationId);
    const first = await EventReader.open(server, chat.conversationId);
    await chat.answer('create a lead', lead('Streamed'));
    await first.until(({ content }) => content.kind === 'authorization-link');
    first.close();
    const link = first.heard.at(-1)?.content.card?.link?.url;
    expect(link).toBe(chat.link());
    await authorizeIn(chat);
    const lastEventId = first.heard.at(-1)?.sequence;
    const second = await EventReader.open(server, chat.conversationId, lastEventId);
    const isDone = ({ content }: { content: { text: string } }) => /is a lead now/.test(content.text);
    await Promise.all([second.until(isDone), whole.until(isDone)]);
    second.close();
    whole.close();
    const sequences = whole.heard.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    expect([...first.heard, ...second.heard]).toEqual(whole.heard);
    const transcript = await chat.transcript();
    expect(transcript.slice(0, sequences.length).map(({ sequence }) => sequence)).toEqual(sequences);
    expect(JSON.stringify(transcript)).not.toContain(link);
  });
});

describe('each template', () => {
  let chat: Chat;
  let ids: readonly string[];

  beforeAll(async () => {
    chat = await parked('Templates');
    await authorizeIn(chat);
    await chat.hear(/is a lead now/);
  });
  beforeEach(() => {
    ids = world.sandbox.store.salesforce.list('Lead').map((record) => String(record['Id']));
  });

  const unknownId = '00QSb0000000zzz';
  const get = (id?: string) => world.sandbox.store.salesforce.list('Lead').find((record) => record['Id'] === id);

  it('create-lead tells that Salesforce refused', async () => {
    world.sandbox.faults.salesforce.set([{ kind: 'quota-exceeded', on: 'api', method: 'POST' }]);
    const said = await chat.answer('create a lead', lead('Refused'));
    expect(said).toMatch(/could not create the lead|did not take/);
    expect(leadsNamed('Refused')).toEqual([]);
  });

  it('create-opportunity makes an opportunity with a link', async () => {
    const answers = new Map([
      [/name of the opportunity/i, 'Autumn list'],
      [/expect it to close/i, '31 January 2031'],
      [/which stage/i, 'quote'],
    ]);
    expect(await chat.answer('create an opportunity', answers)).toMatch(/Autumn list is created/);
    const made = world.sandbox.store.salesforce.list('Opportunity').find((one) => one['Name'] === 'Autumn list');
    expect(made).toMatchObject({ CloseDate: '2031-01-31', StageName: 'Proposal/Price Quote' });
  });

  it('update-lead changes what was chosen and nothing else', async () => {
    const before = get(ids[0]);
    const answers = new Map([
      [/id of the lead/i, ids[0] ?? ''],
      [/what shall i change/i, 'job title and mobile'],
      [/new job title/i, 'Admiral'],
      [/mobile phone number/i, '+1 202 555 0199'],
    ]);
    expect(await chat.answer('update a lead', answers)).toMatch(/the lead is updated/);
    const after = get(ids[0]);
    expect(after?.['Title']).toBe('Admiral');
    expect(after?.['MobilePhone']).toMatch(/202.?555.?0199/);
    expect(after?.['Status']).toBe(before?.['Status']);
  });

  it('update-lead finds no lead', async () => {
    const answers = new Map([
      [/id of the lead/i, unknownId],
      [/what shall i change/i, 'job title'],
      [/new job title/i, 'Admiral'],
    ]);
    expect(await chat.answer('update a lead', answers)).toMatch(/I found no lead/);
  });

  it('view-lead shows a lead, or says that there is none', async () => {
    const name = String(get(ids[1])?.['LastName']);
    expect(await chat.answer('view a lead', new Map([[/id of the lead/i, ids[1] ?? '']]))).toContain(name);
    expect(await chat.answer('view a lead', new Map([[/id of the lead/i, unknownId]]))).toMatch(/I found no lead/);
    expect(await chat.answer('view a lead', new Map([[/id of the lead/i, 'nonsense']]))).toMatch(/I found no lead/);
  });

  it('list-leads goes through all pages, and says when there are none', async () => {
    const said = [await chat.say('list leads')];
    while (/Show more\?/.test(said.at(-1) ?? '')) said.push(await chat.say('yes'));
    expect(said.join('\n')).toMatch(/all your leads/);
    const names = world.sandbox.store.salesforce.list('Lead').map((record) => String(record['LastName']));
    for (const name of names) expect(said.join('\n').split(name).length).toBeGreaterThan(1);
    expect(said.length).toBe(Math.ceil(names.length / 5));
    for (const id of ids) expect((await action.run('delete-lead', { id }, 'Templates')).status).toBe(200);
    expect(await chat.say('list leads')).toMatch(/There are no leads/);
  });

  it('search-leads finds, finds nothing, and asks again for more than a letter', async () => {
    const keyword = /what shall i look for/i;
    expect(await chat.answer('search leads', new Map([[keyword, 'Quill']]))).toContain('Nora Quill');
    expect(await chat.answer('search leads', new Map([[keyword, 'Nobodyatall']]))).toMatch(/found no lead/);
    await chat.say('search leads');
    expect(await chat.say('x')).toMatch(/at least two letters/);
    expect(await chat.say("O'Neil")).toContain('Yara');
  });

  it('delete-lead deletes after a yes, keeps after a no, and tells an unknown id without calling it a failure', async () => {
    const ask = (id?: string) => chat.answer('delete a lead', new Map([[/id of the lead to delete/i, id ?? '']]));
    const [third, fourth] = [ids[2], ids[3]].map((id) => ({ ...get(id) }));
    expect(await ask(ids[2])).toMatch(/Shall I delete/);
    expect(await chat.say('no')).toMatch(/nothing was deleted/);
    expect(get(ids[2])).toEqual(third);
    await ask(ids[2]);
    expect(await chat.say('yes')).toMatch(/is deleted/);
    expect(get(ids[2])).toBeUndefined();
    expect(await ask(ids[2])).toMatch(/I found no lead/);
    world.sandbox.faults.salesforce.set([{ kind: 'server-error', on: 'api' }]);
    expect(await ask(ids[3])).toMatch(/could not delete/);
    expect(get(ids[3])).toEqual(fourth);
  });
});

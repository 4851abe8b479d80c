import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnectorContext } from '#connectors';
import { Chat, operationContext, startVendor, type Vendor, type VendorReply } from '#connectors/testing';
import { acmeNotes } from './acme-notes.connector.js';
import { createNote } from './operations/create-note.operation.js';

let vendor: Vendor;
let reply: VendorReply;

beforeEach(async () => {
  vendor = await startVendor(() => reply);
});
afterEach(async () => vendor.close());

const grant = () => ({ parameters: {}, extras: {}, scopes: [], apiUrl: `${vendor.origin}/v1` });
const create = () => createNote.run(operationContext({ connector: acmeNotes, vendor, grant: grant() }), { text: 'Hi' });

describe('creating a note', () => {
  it('sends the text and returns id and link', async () => {
    reply = { status: 201, json: { id: 'n1', url: 'https://acme-notes.example/notes/n1', text: 'Hi' } };
    expect(await create()).toEqual({ id: 'n1', url: 'https://acme-notes.example/notes/n1' });
    expect(vendor.requests).toMatchObject([{ method: 'POST', path: '/v1/notes', body: { text: 'Hi' } }]);
  });

  it.each([
    [400, 'vendor-rejected-input'],
    [401, 'vendor-unauthorized'],
    [403, 'vendor-forbidden'],
    [503, 'vendor-unavailable'],
  ])('tells %i in the words of the system', async (status, code) => {
    reply = { status, json: { error: { code: 'oops', message: 'Too many words' } } };
    await expect(create()).rejects.toMatchObject({ code, vendorCode: 'oops', vendorMessage: 'Too many words' });
  });

  it('does not know what happened when the answer makes no sense', async () => {
    reply = { json: { id: 'n1', url: 'javascript:alert(1)' } };
    await expect(create()).rejects.toMatchObject({ code: 'outcome-unknown' });
  });
});

it('asks who authorized', async () => {
  reply = { json: { id: '7', name: 'Ada Example', email: 'ada@example.com' } };
  const context = createConnectorContext({ connector: acmeNotes, egress: vendor.egress, grant: grant() });
  const account = await acmeNotes.whoami(context);
  expect(account).toMatchObject({ id: '7', name: 'Ada Example', email: 'ada@example.com' });
  await expect(acmeNotes.verify(context, account)).resolves.toBeUndefined();
});

describe('the template', () => {
  it('asks for the text, creates the note and links to it', () => {
    const chat = new Chat(acmeNotes, 'create-note').user('create a note', 'Buy milk');
    expect(chat.wants).toEqual({ operation: 'create-note', input: { text: 'Buy milk' } });
    chat.succeeds({ id: 'n1', url: 'https://acme-notes.example/notes/n1' });
    expect(chat.said).toContain('https://acme-notes.example/notes/n1');
  });

  it('says why there is no note', () => {
    const chat = new Chat(acmeNotes, 'create-note').user('create a note', 'Buy milk');
    expect(chat.fails('vendor-forbidden', 'You may not.').said).toContain('You may not.');
  });
});

import { describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { Chat } from '#connectors/testing';
import { hubspot } from './hubspot.connector.js';

const chat = (template: string) => new Chat(hubspot, template);
const id = '4100001';
const url = `https://app.hubspot.com/contacts/7/record/0-3/${id}`;
const deal = { id, url, name: 'Annual contract', stage: 'contractsent', amount: 1500 };
const contact = { id, url, name: 'Grace Hopper', email: 'grace@example.com', company: 'Navy' };

it.each(hubspot.templates.map(({ name, graph }) => [name, graph] as const))('%s is a sound graph', (_, graph) => {
  const operations = (operationId: string) => {
    const input = hubspot.operations.find((operation) => operation.id === operationId)?.input;
    return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
  };
  expect(checkGraph(graph, { operations })).toEqual([]);
});

describe('creating', () => {
  it('a deal asks for a name and a stage, uses the default pipeline, and links to it', () => {
    const asked = chat('create-deal').user('new deal', 'Annual contract', 'won');
    expect(asked.wants).toEqual({
      operation: 'create-deal',
      input: { name: 'Annual contract', stage: 'closedwon', pipeline: 'default' },
    });
    expect(asked.succeeds({ id, url }).said).toContain(`[View deal](${url})`);
  });

  it('a contact needs an address only, and says when there is one already', () => {
    const asked = chat('create-contact').user('add a contact', 'grace@example.com', 'skip', 'skip', 'skip');
    expect(asked.wants?.input).toEqual({ email: 'grace@example.com' });
    expect(asked.fails('vendor-conflict').said).toContain('There is a contact with the address grace@example.com');
  });

  it('a contact takes everything that is told, and explains what is refused', () => {
    const asked = chat('create-contact').user('new contact', 'g@example.com', 'Grace', 'Hopper', '+44 20 7946 0018');
    expect(asked.wants?.input).toMatchObject({ firstName: 'Grace', lastName: 'Hopper', phone: '+442079460018' });
    expect(asked.fails('vendor-rejected-input').said).toBe('HubSpot did not take the contact. Because.');
  });
});

describe('updating', () => {
  it('asks which fields first, and sends no others', () => {
    const asked = chat('update-deal').user('update a deal', id, 'stage', 'lost');
    expect(asked.wants?.input).toEqual({ id, stage: 'closedlost' });
    expect(asked.succeeds({ id, url }).said).toContain(`[View deal](${url})`);
    const both = chat('update-contact').user('update a contact', id, 'last name and phone', 'H', '+44 20 7946 0018');
    expect(both.wants?.input).toEqual({ id, lastName: 'H', phone: '+442079460018' });
  });

  it('says that there is no such record', () => {
    const asked = chat('update-contact').user('update a contact', id, 'first name', 'G');
    expect(asked.fails('record-not-found').said).toBe(`I found no contact with the id ${id}, so nothing was changed.`);
  });
});

describe('viewing', () => {
  it('shows what is known, and nothing where nothing is', () => {
    const shown = chat('view-deal').user('show me a deal', id).succeeds(deal);
    expect(shown.said).toBe(`Annual contract.\nStage: contractsent\nAmount: 1500\n${url} [View deal](${url})`);
    const person = chat('view-contact').user('view a contact', id).succeeds(contact);
    expect(person.said).toBe(`Grace Hopper, Navy.\nE-mail: grace@example.com\n${url} [View contact](${url})`);
  });

  it('says that nothing was found, or that it may not be seen', () => {
    expect(chat('view-deal').user('view a deal', id).fails('record-not-found').said).toContain('I found no deal');
    expect(chat('view-deal').user('view a deal', id).fails('vendor-forbidden').said).toContain('does not let you');
  });
});

describe.each([
  ['deals', deal, 'Annual contract, 1500'],
  ['contacts', contact, 'Grace Hopper, grace@example.com'],
])('%s', (kind, record, line) => {
  it('are listed page by page for as long as there are more and the user wants them', () => {
    const listed = chat(`list-${kind}`).user(`list ${kind}`);
    expect(listed.wants?.input).toEqual({ limit: 5 });
    expect(listed.succeeds({ [kind]: [record], hasMore: true, nextCursor: 'c1' }).said).toContain(`${line}\n${url}`);
    expect(listed.user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c1' });
    expect(listed.succeeds({ [kind]: [record], hasMore: false }).said).toContain(`Those are all your ${kind}.`);
    const none = chat(`list-${kind}`)
      .user(`list ${kind}`)
      .succeeds({ [kind]: [], hasMore: false });
    expect(none.said).toBe(`There are no ${kind} in HubSpot that you can see.`);
  });

  it('are searched by keyword', () => {
    const found = chat(`search-${kind}`).user(`find ${kind}`, 'Annual');
    expect(found.wants?.input).toEqual({ keyword: 'Annual', limit: 5 });
    expect(found.succeeds({ [kind]: [record], hasMore: true }).said).toContain('There are more');
    const none = chat(`search-${kind}`)
      .user(`find ${kind}`, 'Zoe')
      .succeeds({ [kind]: [], hasMore: false });
    expect(none.said).toContain('for "Zoe"');
  });

  it('are deleted once that is confirmed; an unknown id is no failure', () => {
    const one = kind.slice(0, -1);
    const found = () => chat(`delete-${one}`).user(`delete a ${one}`, id).succeeds(record);
    expect(found().said).toBe(`Shall I delete ${record.name}?`);
    expect(found().user('no').said).toBe('All right, nothing was deleted.');
    expect(found().user('yes').wants).toEqual({ operation: `delete-${one}`, input: { id } });
    expect(found().user('yes').succeeds({ id }).said).toContain(`${record.name} is deleted`);
    const none = chat(`delete-${one}`).user(`delete a ${one}`, id).fails('record-not-found');
    expect(none.said).toBe(`I found no ${one} with the id ${id}, so nothing was deleted.`);
  });
});

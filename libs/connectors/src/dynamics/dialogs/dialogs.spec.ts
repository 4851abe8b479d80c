import { describe, expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { dynamics } from '../dynamics.connector.js';

const id = '5f2c1d9e-0a4b-4c3d-8e7f-6a5b4c3d2e1f';
const url = `https://acme.crm4.dynamics.com/main.aspx?pagetype=entityrecord&etn=lead&id=${id}`;
const ann = { id, url, name: 'Ann Smith' };
const chat = (template: string, ...texts: readonly string[]) => new Chat(dynamics, template).user(...texts);

describe('leads', () => {
  it('are created from a name, a company and a topic', () => {
    const asked = chat('create-lead', 'create a lead', 'Ann', 'Smith', 'Acme', 'Ten chairs');
    expect(asked.wants?.input).toEqual({ firstName: 'Ann', lastName: 'Smith', company: 'Acme', topic: 'Ten chairs' });
    expect(asked.succeeds(ann).said).toBe(`Done: Ann Smith of Acme is a lead now. ${url} [View lead](${url})`);
  });

  it('are changed in the fields that were chosen, and no others', () => {
    const asked = chat('update-lead', 'update a lead', id, 'rating and job title', 'hot', 'CEO');
    expect(asked.wants).toEqual({ operation: 'update-lead', input: { id, rating: 'hot', jobTitle: 'CEO' } });
    expect(asked.fails('record-not-found').said).toBe(`I found no lead with the id ${id}, so nothing was changed.`);
  });

  it('are shown with what is known', () => {
    const shown = chat('view-lead', 'show me a lead', id).succeeds({ ...ann, company: 'Acme', status: 'new' });
    expect(shown.said).toBe(`Ann Smith\nCompany: Acme\nStatus: new\n${url} [View lead](${url})`);
  });

  it('are found page by page', () => {
    const found = chat('search-leads', 'find a lead', 'Ann');
    expect(found.wants?.input).toEqual({ keyword: 'Ann', limit: 5 });
    found.succeeds({ leads: [{ ...ann, company: 'Acme' }], hasMore: true, nextCursor: 'c1' });
    expect(found.said).toContain(`Ann Smith, Acme\n${url}`);
    expect(found.user('yes').wants?.input).toEqual({ keyword: 'Ann', limit: 5, cursor: 'c1' });
    expect(found.succeeds({ leads: [ann], hasMore: false }).said).toContain('Those are all that I found.');
    const none = chat('search-leads', 'find a lead', 'Zoe').succeeds({ leads: [], hasMore: false });
    expect(none.said).toBe('I found no lead for "Zoe".');
  });

  it('are deleted once that is confirmed', () => {
    const found = () => chat('delete-lead', 'delete a lead', id).succeeds(ann);
    expect(found().said).toBe('Shall I delete Ann Smith?');
    expect(found().user('no').said).toBe('All right, nothing was deleted.');
    expect(found().user('yes').succeeds({ id }).said).toBe('Done: Ann Smith is deleted.');
    const none = chat('delete-lead', 'delete a lead', id);
    expect(none.fails('input-invalid').said).toBe(`I found no lead with the id ${id}, so nothing was deleted.`);
  });
});

describe('cases', () => {
  const asked = () => chat('create-case', 'create a case', 'A chair is broken', 'skip', 'ann@acme.test');

  it('are created for the contact that is found', () => {
    const found = asked();
    expect(found.wants).toEqual({ operation: 'search-contacts', input: { keyword: 'ann@acme.test', limit: 2 } });
    found.succeeds({ contacts: [ann], hasMore: false });
    expect(found.wants).toEqual({ operation: 'create-case', input: { title: 'A chair is broken', contactId: id } });
    const made = found.succeeds({ id, url, name: 'A chair is broken', ticketNumber: 'CAS-1' });
    expect(made.said).toBe(`Done: the case CAS-1 is created. ${url} [View case](${url})`);
  });

  it('are created for nobody when nobody, or more than one, is found', () => {
    expect(asked().succeeds({ contacts: [], hasMore: false }).said).toContain(
      'I found no contact for "ann@acme.test".',
    );
    const several = asked().succeeds({ contacts: [ann, ann], hasMore: false });
    expect(several.said).toContain('There are several contacts');
    expect(several.user('ann.smith@acme.test').wants?.input).toEqual({ keyword: 'ann.smith@acme.test', limit: 2 });
  });

  it('are changed, shown, found and deleted', () => {
    const changed = chat('update-case', 'update a case', id, 'priority', 'urgent');
    expect(changed.wants).toEqual({ operation: 'update-case', input: { id, priority: 'high' } });
    const shown = chat('view-case', 'show me a case', id).succeeds({ ...ann, name: 'Broken', ticketNumber: 'CAS-1' });
    expect(shown.said).toContain('Broken\nNumber: CAS-1');
    const found = chat('search-cases', 'find a case', 'chair').succeeds({
      cases: [{ ...ann, name: 'Broken', ticketNumber: 'CAS-1', status: 'in-progress' }],
      hasMore: false,
    });
    expect(found.said).toContain('CAS-1: Broken (in-progress)');
    const gone = chat('delete-case', 'delete a case', id)
      .succeeds({ ...ann, name: 'Broken' })
      .user('yes');
    expect(gone.wants).toEqual({ operation: 'delete-case', input: { id } });
  });
});

describe('contacts', () => {
  it('are created and found', () => {
    const asked = chat('create-contact', 'create a contact', 'Ann', 'Smith', 'ann@acme.test', 'skip');
    expect(asked.wants?.input).toEqual({ firstName: 'Ann', lastName: 'Smith', email: 'ann@acme.test' });
    const found = chat('search-contacts', 'find a contact', 'Ann').succeeds({ contacts: [ann], hasMore: false });
    expect(found.said).toContain(`Ann Smith\n${url}`);
  });
});

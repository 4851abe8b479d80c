import { expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { salesforce } from '../salesforce.connector.js';

const chat = (template: string) => new Chat(salesforce, template);
const id = '5008d00000AbCdEAAV';
const url = `https://acme.my.salesforce.com/lightning/r/Case/${id}/view`;
const found = { id, url, number: '00001026', subject: 'Broken', status: 'New' };

it('a case is created of what happened, and its number is told', () => {
  const asked = () => chat('create-case').user('create a case', 'The door is broken', 'skip', 'urgent');
  expect(asked().wants).toEqual({
    operation: 'create-case',
    input: { subject: 'The door is broken', priority: 'High' },
  });
  expect(asked().succeeds({ id, url, number: '00001026' }).said).toBe(
    `Done: the case is open, its number is 00001026. ${url} [View case](${url})`,
  );
  expect(asked().succeeds({ id, url }).said).toContain('Done: the case is open. ');
  expect(asked().fails('vendor-rejected-input').said).toContain('did not take the case. Because.');
});

it('the status of a case is told by its number', () => {
  const asked = () => chat('case-status').user('case status', '1026');
  expect(asked().wants).toEqual({ operation: 'get-case', input: { number: '1026' } });
  expect(asked().succeeds(found).said).toBe(`Broken\nStatus: New\n${url} [View case](${url})`);
  expect(asked().fails('record-not-found').said).toBe('I found no case 1026.');
});

it('a comment is added to the case that was found', () => {
  const asked = () => chat('comment-on-case').user('comment on a case', '1026');
  expect(asked().succeeds(found).said).toBe('What shall I add to "Broken"?');
  const ready = asked().succeeds(found).user('It still is.');
  expect(ready.wants).toEqual({ operation: 'comment-on-case', input: { caseId: id, comment: 'It still is.' } });
  expect(ready.succeeds({ id, url }).said).toContain('your comment is added to case 1026.');
  expect(asked().fails('record-not-found').said).toBe('I found no case 1026, so nothing was added.');
});

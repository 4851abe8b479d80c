import { describe, expect, it } from 'vitest';
import { advance, type DialogEvent, type DialogState, type JsonValue } from '#dialogs';
import { validateInput } from '#connectors';
import { salesforce } from './salesforce.connector.js';

const id = '00Q8d00000AbCdEAAV';
const url = `https://acme.my.salesforce.com/lightning/r/Lead/${id}/view`;
const lead = { id, url, name: 'Ann Smith', company: 'Acme' };

/** A conversation with one template, as its end user and the server see it. */
class Chat {
  private state: DialogState | undefined;
  private effectId = '';
  /** What the bot said last, a line a message; cards in brackets. */
  said = '';
  /** The operation that the bot wants to run, and its input. */
  wants: { readonly operation: string; readonly input: object } | undefined;

  constructor(private readonly template: string) {}

  private send(event: DialogEvent): this {
    const { graph } = salesforce.templates.find(({ name }) => name === this.template)!;
    const result = advance({
      tasks: [{ id: 't1', name: this.template, version: 1, graph }],
      state: this.state,
      event,
      context: {
        botName: 'Botty',
        locale: 'en',
        endUser: { id: 'u1' },
        now: '2026-11-22T12:00:00Z',
        systems: { salesforce: 'Salesforce' },
      },
    });
    this.state = result.state;
    this.said = result.messages.map(lineOf).join('\n');
    this.wants = undefined;
    for (const effect of result.effects) {
      if (effect.type !== 'run-operation') continue;
      const operation = salesforce.operations.find((known) => known.id === effect.operation)!;
      this.effectId = effect.effectId;
      this.wants = { operation: operation.name, input: effect.input };
    }
    return this;
  }

  user(...texts: readonly string[]): this {
    for (const text of texts) this.send({ type: 'message', text });
    return this;
  }

  succeeds(output: JsonValue): this {
    return this.send({ type: 'operation-succeeded', effectId: this.effectId, output });
  }

  fails(code: string, message = 'Because.'): this {
    return this.send({ type: 'operation-failed', effectId: this.effectId, code, message, isTransient: false });
  }

  /** Whether the operation would accept what the dialog gives it. */
  isValid(): boolean {
    const operation = salesforce.operations.find(({ name }) => name === this.wants?.operation)!;
    validateInput(operation, this.wants?.input);
    return true;
  }
}

function lineOf(
  message: Parameters<typeof Object>[0] & { text: string; card?: { link?: { label: string; url: string } } },
) {
  const link = message.card?.link;
  return link ? `${message.text} [${link.label}](${link.url})` : message.text;
}

describe('create a lead', () => {
  const asked = () => new Chat('create-lead').user('create a lead', 'Ann', 'Smith', 'Acme');

  it('asks for a name and a company, creates the lead and links to it', () => {
    const chat = asked();
    expect(chat.wants).toEqual({
      operation: 'create-lead',
      input: { firstName: 'Ann', lastName: 'Smith', company: 'Acme' },
    });
    expect(chat.isValid()).toBe(true);
    expect(chat.succeeds({ id, url }).said).toContain(`Ann Smith of Acme is a lead now. ${url} [View lead](${url})`);
  });

  it('asks for nothing that the first sentence says', () => {
    const chat = new Chat('create-lead').user('create a lead for Ann Smith at Acme');
    expect(chat.wants?.input).toEqual({ firstName: 'Ann', lastName: 'Smith', company: 'Acme' });
    expect(new Chat('create-lead').user('create a lead for Ann Smith').said).toBe('Which company is Ann with?');
    expect(new Chat('create-lead').user('create a lead for Acme').said).toContain('first name');
  });

  it('reads a company without what is said around it', () => {
    const chat = new Chat('create-lead').user('create a lead', 'Ann', 'Smith', 'she works for Acme Inc.');
    expect(chat.wants?.input).toMatchObject({ company: 'Acme Inc.' });
  });

  it('does without a first name', () => {
    const chat = new Chat('create-lead').user('create a lead', 'skip', 'Smith', 'Acme');
    expect(chat.wants?.input).toEqual({ lastName: 'Smith', company: 'Acme' });
    expect(chat.isValid()).toBe(true);
  });

  it.each([
    ['vendor-conflict', 'exists already. Because.'],
    ['vendor-rejected-input', 'did not take the lead. Because.'],
    ['vendor-unavailable', 'could not create the lead. Because.'],
  ])('explains %s', (code, text) => expect(asked().fails(code).said).toContain(text));
});

describe('create an opportunity', () => {
  it('asks for a name, a date and a stage', () => {
    const chat = new Chat('create-opportunity').user('new opportunity', 'Big deal', '31 December 2026', 'quote');
    expect(chat.wants?.input).toEqual({ name: 'Big deal', closeDate: '2026-12-31', stage: 'Proposal/Price Quote' });
    expect(chat.isValid()).toBe(true);
    expect(chat.succeeds({ id, url }).said).toContain(`[View opportunity](${url})`);
  });
});

describe('update a lead', () => {
  const about = () => new Chat('update-lead').user('update a lead', id);

  it('asks which fields first, then for those only, and changes no others', () => {
    const chat = about().user('job title');
    expect(chat.said).toBe('What is the new job title?');
    chat.user('CEO');
    expect(chat.wants?.input).toEqual({ id, title: 'CEO' });
    expect(chat.isValid()).toBe(true);
    expect(chat.succeeds({ id, url }).said).toContain(`[View lead](${url})`);
  });

  it('changes several at once', () => {
    const chat = about().user('status and mobile phone', 'working', '+44 20 7946 0018');
    expect(chat.wants?.input).toMatchObject({ id, status: 'Working - Contacted' });
    expect(Object.keys(chat.wants?.input ?? {})).toEqual(['id', 'status', 'mobilePhone']);
    expect(chat.isValid()).toBe(true);
  });

  it('says that there is no such lead, or why the change was refused', () => {
    const ready = () => about().user('status', 'closed');
    expect(ready().fails('record-not-found').said).toContain(`no lead with the id ${id}`);
    expect(ready().fails('vendor-rejected-input', 'Bad status.').said).toContain(
      'did not take the change. Bad status.',
    );
  });
});

describe('view a lead', () => {
  const about = () => new Chat('view-lead').user('show me a lead', id);

  it('shows what is known, and nothing where nothing is', () => {
    const chat = about();
    expect(chat.wants).toEqual({ operation: 'get-lead', input: { id } });
    expect(chat.succeeds({ ...lead, status: 'Open', email: 'ann@acme.test' }).said).toBe(
      `Ann Smith at Acme.\nStatus: Open\nE-mail: ann@acme.test\n${url} [View lead](${url})`,
    );
  });

  it('takes an id of the wrong form for one that is not found', () => {
    expect(about().fails('input-invalid').said).toBe(`I found no lead with the id ${id}.`);
  });
});

describe('list leads', () => {
  const page = (name: string, nextCursor?: string) => ({
    leads: [{ ...lead, name }],
    hasMore: nextCursor !== undefined,
    ...(nextCursor && { nextCursor }),
  });

  it('goes on page by page until the user has enough', () => {
    const chat = new Chat('list-leads').user('list leads');
    expect(chat.wants).toEqual({ operation: 'list-leads', input: { limit: 5 } });
    expect(chat.succeeds(page('Ann', 'c1')).said).toBe(`Ann, Acme\n${url}\nShow more?`);
    expect(chat.user('yes').wants).toEqual({ operation: 'list-leads', input: { limit: 5, cursor: 'c1' } });
    expect(chat.succeeds(page('Bob', 'c2')).user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c2' });
    expect(chat.succeeds(page('Cas')).said).toContain('Those are all your leads.');
  });

  it('stops when the user says no, and says so when there is nothing', () => {
    const chat = new Chat('list-leads').user('list leads').succeeds(page('Ann', 'c1')).user('no');
    expect(chat.wants).toBeUndefined();
    const none = new Chat('list-leads').user('list leads').succeeds({ leads: [], hasMore: false });
    expect(none.said).toBe('There are no leads in Salesforce that you can see.');
  });
});

describe('search leads', () => {
  const about = (keyword: string) => new Chat('search-leads').user('find a lead', keyword);

  it('shows what it finds, and that there is more', () => {
    const chat = about('Ann');
    expect(chat.wants?.input).toEqual({ keyword: 'Ann', limit: 5 });
    expect(chat.isValid()).toBe(true);
    const { said } = chat.succeeds({ leads: [lead], hasMore: true });
    expect(said).toContain(`Ann Smith, Acme\n${url}`);
    expect(said).toContain('There are more');
  });

  it('says when nothing is found, and asks again for what cannot be searched for', () => {
    expect(about('Zoe').succeeds({ leads: [], hasMore: false }).said).toContain('no lead for "Zoe"');
    const chat = about('a').fails('input-invalid');
    expect(chat.said).toContain('at least two letters or digits are needed.\nWhat shall I look for?');
    expect(chat.user('Ann').wants?.input).toMatchObject({ keyword: 'Ann' });
  });
});

describe('delete a lead', () => {
  const found = () => new Chat('delete-lead').user('delete a lead', id).succeeds(lead);

  it('shows whose it is and deletes it once confirmed', () => {
    const chat = found();
    expect(chat.said).toBe('Shall I delete Ann Smith of Acme?');
    expect(chat.user('yes').wants).toEqual({ operation: 'delete-lead', input: { id } });
    expect(chat.succeeds({ id }).said).toContain('Ann Smith is deleted');
  });

  it('keeps it when the user says no', () => {
    const chat = found().user('no');
    expect([chat.wants, chat.said]).toEqual([undefined, 'All right, nothing was deleted.']);
  });

  it('says that an unknown id was not found, which is no failure', () => {
    const none = `I found no lead with the id ${id}, so nothing was deleted.`;
    expect(new Chat('delete-lead').user('delete a lead', id).fails('record-not-found').said).toBe(none);
    expect(found().user('yes').fails('record-not-found').said).toBe(none);
  });
});

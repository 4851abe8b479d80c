import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { defineDialogTemplate } from './dialog.js';
import { defineOperation } from './operation.js';

const addNote = defineOperation({
  connector: 'notes',
  name: 'add-note',
  title: 'Add a note',
  description: 'Adds a note.',
  effect: 'write',
  input: Type.Object({
    text: Type.String(),
    stars: Type.Optional(Type.Integer()),
    mood: Type.Optional(Type.Enum(['good', 'bad'])),
  }),
  output: Type.Object({ id: Type.String(), url: Type.String() }),
  scopes: [],
  run: async () => ({ id: '1', url: 'https://notes.test/1' }),
});

const about = { name: 'add-note', title: 'Add a note', description: 'Adds a note.', version: 1 } as const;
const intent = {
  id: 'start',
  type: 'intent',
  title: 'Add a note',
  utterances: ['add a note'],
  transitions: [{ to: 'text' }],
} as const;
const text = {
  id: 'text',
  type: 'entity',
  title: 'Text',
  entity: { name: 'text', kind: 'text', requirement: 'mandatory' },
  prompts: ['What should it say?'],
  errorPrompts: ['Say something.'],
  retries: 3,
  onExhausted: 'end',
  transitions: [{ to: 'add' }],
} as const;
const mood = { ...text, id: 'mood', entity: { name: 'mood', kind: 'text', requirement: 'optional' } } as const;
const add = {
  id: 'add',
  type: 'service',
  title: 'Add',
  operation: 'notes.add-note',
  input: { text: { from: 'entity', name: 'text' } },
  timeoutMs: 20_000,
  onFailure: [{ to: 'end' }],
  transitions: [{ to: 'end' }],
} as const;

describe('a dialog template', () => {
  it('becomes a graph that requires its operations', () => {
    const template = defineDialogTemplate({ ...about, operations: [addNote], nodes: [intent, text, add] });
    expect(template).toEqual({
      ...about,
      graph: { schemaVersion: 1, nodes: [intent, text, add] },
      requires: ['notes.add-note'],
    });
  });

  it('compiles with optional inputs, values, results and conditions', () => {
    const full = {
      ...add,
      input: {
        text: { from: 'value', value: 'fixed' },
        stars: { from: 'value', value: 5 },
        mood: { from: 'entity', name: 'mood' },
      },
      onTimeout: 'text',
      transitions: [
        {
          when: {
            all: [
              { left: { from: 'result', node: 'add', pointer: '/id' }, operator: 'is-set' },
              {
                not: {
                  left: { from: 'entity', name: 'text' },
                  operator: 'equals',
                  right: { from: 'value', value: 'x' },
                },
              },
            ],
          },
          to: 'text',
        },
        { to: 'end' },
      ],
    } as const;
    const template = defineDialogTemplate({ ...about, operations: [addNote], nodes: [intent, text, mood, full] });
    expect(template.graph.nodes).toHaveLength(4);
  });
});

const form = {
  id: 'form',
  type: 'form',
  title: 'Form',
  group: 'ask',
  fields: [
    { name: 'text', label: { en: 'Text', de: 'Text' }, kind: 'text', requirement: 'mandatory' },
    { name: 'who', label: 'Who', kind: 'person', requirement: 'optional' },
  ],
  retries: 3,
  onExhausted: 'end',
  transitions: [{ to: 'sure' }],
} as const;
const sure = {
  id: 'sure',
  type: 'confirmation',
  title: 'Sure',
  group: 'ask',
  prompts: [{ en: 'Sure?', de: 'Sicher?' }],
  errorPrompts: [],
  retries: 2,
  onNo: 'form',
  onExhausted: 'end',
  transitions: [{ to: 'return' }],
} as const;
const begin = { ...intent, transitions: [{ to: 'ask' }] } as const;
const ask = { id: 'ask', type: 'group', title: 'Ask', start: 'form', transitions: [{ to: 'add' }] } as const;

describe('a dialog template with forms, confirmations and groups', () => {
  it('compiles, and knows the fields of a form as entities', () => {
    const input = {
      text: { from: 'entity', name: 'text' },
      mood: { from: 'entity', name: 'who', pointer: '/first' },
    } as const;
    const nodes = [begin, ask, form, sure, { ...add, input }] as const;
    expect(defineDialogTemplate({ ...about, operations: [addNote], nodes }).graph.nodes).toHaveLength(5);
  });

  it('does not compile with a field that is not there, one that may be left out, or a way to nowhere', () => {
    const notes = { ...about, operations: [addNote] } as const;
    const build = (make: () => unknown): void => expect(make).not.toThrow();
    const optional = { ...add, input: { text: { from: 'entity', name: 'who' } } } as const;
    // @ts-expect-error `who` may stay unanswered, `text` is required
    build(() => defineDialogTemplate({ ...notes, nodes: [begin, ask, form, sure, optional] }));
    const unknown = { ...add, input: { text: { from: 'entity', name: 'nobody' } } } as const;
    // @ts-expect-error no such field
    build(() => defineDialogTemplate({ ...notes, nodes: [begin, ask, form, sure, unknown] }));
    // @ts-expect-error no such node
    build(() => defineDialogTemplate({ ...notes, nodes: [begin, ask, form, { ...sure, onNo: 'nowhere' }, add] }));
    // @ts-expect-error no such node
    build(() => defineDialogTemplate({ ...notes, nodes: [begin, { ...ask, start: 'nowhere' }, form, sure, add] }));
  });
});

describe('a dialog template does not compile', () => {
  const notes = { ...about, operations: [addNote] } as const;
  const build = (make: () => unknown): void => expect(make).not.toThrow();

  it('with an operation that is unknown', () => {
    const unknown = { ...add, operation: 'notes.add-nothing' } as const;
    // @ts-expect-error no such operation
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, unknown] }));
    // @ts-expect-error no such operation, written in place
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, { ...add, operation: 'notes.no' }] }));
    // @ts-expect-error the operation is not among the template's
    build(() => defineDialogTemplate({ ...about, operations: [], nodes: [intent, text, add] }));
  });

  it('with an input that is missing, unknown or of the wrong type', () => {
    const missing = { ...add, input: {} } as const;
    // @ts-expect-error `text` is required
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, missing] }));
    const unknown = { ...add, input: { ...add.input, colour: { from: 'value', value: 'red' } } } as const;
    // @ts-expect-error `colour` is not an input
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, unknown] }));
    const wrong = { ...add, input: { text: { from: 'value', value: 5 } } } as const;
    // @ts-expect-error `text` is a string
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, wrong] }));
    const choice = { ...add, input: { ...add.input, mood: { from: 'value', value: 'mixed' } } } as const;
    // @ts-expect-error `mood` is good or bad
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, choice] }));
    const optional = { ...add, input: { text: { from: 'entity', name: 'mood' } } } as const;
    // @ts-expect-error `mood` may stay unanswered, `text` is required
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, mood, optional] }));
  });

  it('with a reference to an entity, a result or a field that does not exist', () => {
    const entity = { ...add, input: { text: { from: 'entity', name: 'txet' } } } as const;
    // @ts-expect-error no such entity
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, entity] }));
    const result = { ...add, input: { text: { from: 'result', node: 'text', pointer: '/id' } } } as const;
    // @ts-expect-error `text` runs no operation
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, result] }));
    const colour = { left: { from: 'result', node: 'add', pointer: '/colour' }, operator: 'is-set' } as const;
    const field = { ...add, transitions: [{ when: { all: [{ not: colour }] }, to: 'end' }] } as const;
    // @ts-expect-error the output has no `colour`
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, field] }));
  });

  it('with a transition to nowhere', () => {
    const lost = [{ to: 'nowhere' }] as const;
    // @ts-expect-error no such node
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, { ...text, transitions: lost }, add] }));
    // @ts-expect-error no such node
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, { ...text, onExhausted: 'nowhere' }, add] }));
    // @ts-expect-error no such node
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, { ...add, onFailure: lost }] }));
    // @ts-expect-error no such node
    build(() => defineDialogTemplate({ ...notes, nodes: [intent, text, { ...add, onTimeout: 'nowhere' }] }));
  });
});

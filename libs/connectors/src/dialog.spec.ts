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

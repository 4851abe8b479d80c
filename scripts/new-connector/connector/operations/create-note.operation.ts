import { defineOperation } from '#connectors';
import { Type } from 'typebox';

const Created = Type.Object({ id: Type.String({ minLength: 1 }), url: Type.String({ pattern: '^https?://' }) });

/** Creates a note: POST notes. */
export const createNote = defineOperation({
  connector: 'acme-notes',
  name: 'create-note',
  title: 'Create a note',
  description: 'Creates a note with a text.',
  effect: 'write',
  input: Type.Object(
    {
      text: Type.String({
        title: 'Text',
        description: 'What the note says.',
        minLength: 1,
        maxLength: 2_000,
        pattern: '\\S',
      }),
    },
    { title: 'Note', description: 'The note to create.', additionalProperties: false },
  ),
  output: Type.Object(
    {
      id: Type.String({ title: 'Id', description: 'Id of the note in Acme Notes.' }),
      url: Type.String({ title: 'Link', description: 'Opens the note in Acme Notes.', format: 'uri' }),
    },
    { title: 'Note', description: 'The note that was created.' },
  ),
  scopes: ['notes.write'],
  example: { text: 'Buy milk' },
  documentation: 'https://acme-notes.example/docs/notes#create',

  async run({ http }, { text }) {
    const { data } = await http.post('/notes', { json: { text }, answer: Created });
    return { id: data.id, url: data.url };
  },
});

import { Type, type Static, type TObject } from 'typebox';
import { idOf, known, labelOf, timeOf, valueOf, wordOf, type Cells } from '../cells.js';
import { personInput } from '../people.js';
import { recordUrl, type Columns, type Table } from '../table.js';

/** Codes of urgency and impact. */
const levels = { high: '1', medium: '2', low: '3' } as const;

/** Codes of an incident's state. */
const states = {
  new: '1',
  'in-progress': '2',
  'on-hold': '3',
  resolved: '6',
  closed: '7',
  canceled: '8',
} as const;

const choice = <Word extends string>(words: Readonly<Record<Word, string>>, title: string, description: string) =>
  Type.Enum(Object.keys(words) as Word[], { title, description });

/** The id of an incident, as operations take it. */
export const IncidentId = Type.String({
  title: 'Incident',
  description: 'Number or sys_id of the incident: INC0010023.',
  pattern: '^(?:[0-9a-fA-F]{32}|[A-Za-z]{2,10}[0-9]{4,12})$',
});

/** What an incident is about. */
export const incidentFields = {
  shortDescription: Type.String({
    title: 'Short description',
    description: 'What is wrong, in a line.',
    minLength: 1,
    maxLength: 160,
    pattern: '\\S',
  }),
  description: Type.String({
    title: 'Description',
    description: 'What happened, in full.',
    minLength: 1,
    maxLength: 4_000,
  }),
  urgency: choice(levels, 'Urgency', 'How soon it has to be solved.'),
  impact: choice(levels, 'Impact', 'How many people it affects.'),
};

/** What changes on the way of an incident. */
export const incidentProgress = {
  state: choice(states, 'State', 'Where the incident stands. Resolving often takes a resolution code and notes.'),
  closeCode: Type.String({
    title: 'Resolution code',
    description: 'How it was resolved, as the instance names it: "Solution provided".',
    minLength: 1,
    maxLength: 40,
  }),
  closeNotes: Type.String({
    title: 'Resolution notes',
    description: 'What resolved it.',
    minLength: 1,
    maxLength: 4_000,
  }),
};

/** Whom an incident is about. */
export const caller = Type.String({ title: 'Caller', ...personInput });

const said = (title: string, description: string) => Type.Optional(Type.String({ title, description }));

/** An incident as operations return it; what is not known is left out. */
export const Incident = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'sys_id of the incident.' }),
    number: Type.String({ title: 'Number', description: 'What people call it: INC0010023.' }),
    url: Type.String({ title: 'Link', description: 'Opens the incident in ServiceNow.', format: 'uri' }),
    shortDescription: Type.String({ title: 'Short description', description: 'What is wrong, in a line.' }),
    description: said('Description', 'What happened, in full.'),
    state: said('State', 'new, in-progress, on-hold, resolved, closed, canceled, or a state of the instance.'),
    urgency: said('Urgency', 'high, medium or low.'),
    impact: said('Impact', 'high, medium or low.'),
    priority: said('Priority', 'What urgency and impact come to, as the instance names it.'),
    caller: said('Caller', 'Name of the person whom it is about.'),
    assignee: said('Assigned to', 'Name of the person who works on it.'),
    group: said('Assignment group', 'Name of the group that works on it.'),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When it was created, in UTC.', format: 'date-time' }),
    ),
    updatedAt: Type.Optional(
      Type.String({ title: 'Updated', description: 'When it was changed last, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Incident', description: 'An incident in ServiceNow.' },
);

/** The table of incidents. */
export const incidents: Table<Static<typeof Incident>> = {
  name: 'incident',
  columns: [
    ...['sys_id', 'number', 'short_description', 'description', 'state', 'urgency', 'impact', 'priority'],
    ...['caller_id', 'assigned_to', 'assignment_group', 'close_code', 'close_notes'],
    ...['sys_created_on', 'sys_updated_on'],
  ],
  toRow: toIncident,
};

/** The given fields as the Table API takes them. */
export function toColumns(input: Partial<Static<TObject<typeof incidentFields & typeof incidentProgress>>>): Columns {
  return known({
    short_description: input.shortDescription?.trim(),
    description: input.description,
    urgency: input.urgency && levels[input.urgency],
    impact: input.impact && levels[input.impact],
    state: input.state && states[input.state],
    close_code: input.closeCode,
    close_notes: input.closeNotes,
  });
}

function toIncident(baseUrl: string, cells: Cells): Static<typeof Incident> {
  const id = idOf(cells);
  const number = valueOf(cells, 'number') ?? id;
  return known({
    id,
    number,
    url: recordUrl(baseUrl, 'incident', id),
    shortDescription: valueOf(cells, 'short_description') ?? number,
    description: valueOf(cells, 'description'),
    state: wordOf(cells, 'state', states),
    urgency: wordOf(cells, 'urgency', levels),
    impact: wordOf(cells, 'impact', levels),
    priority: labelOf(cells, 'priority'),
    caller: labelOf(cells, 'caller_id'),
    assignee: labelOf(cells, 'assigned_to'),
    group: labelOf(cells, 'assignment_group'),
    createdAt: timeOf(cells, 'sys_created_on'),
    updatedAt: timeOf(cells, 'sys_updated_on'),
  });
}

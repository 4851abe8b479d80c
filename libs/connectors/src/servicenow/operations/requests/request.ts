import { Type, type Static, type TObject } from 'typebox';
import { idOf, known, labelOf, timeOf, valueOf, wordOf, type Cells } from '../cells.js';
import { personInput } from '../people.js';
import { recordUrl, type Columns, type Table } from '../table.js';

/** Codes of a task's priority. */
const priorities = { critical: '1', high: '2', moderate: '3', low: '4', planning: '5' } as const;

/** Codes of a request's state. */
const states = {
  'pending-approval': 'requested',
  approved: 'in_process',
  'closed-complete': 'closed_complete',
  'closed-incomplete': 'closed_incomplete',
  'closed-cancelled': 'closed_cancelled',
  'closed-rejected': 'closed_rejected',
};

/** The id of a request, as operations take it. */
export const RequestId = Type.String({
  title: 'Request',
  description: 'Number or sys_id of the request: REQ0010023.',
  pattern: '^(?:[0-9a-fA-F]{32}|[A-Za-z]{2,10}[0-9]{4,12})$',
});

/** The fields of a request that can be written. */
export const requestFields = {
  shortDescription: Type.String({
    title: 'Short description',
    description: 'What is asked for, in a line.',
    minLength: 1,
    maxLength: 160,
    pattern: '\\S',
  }),
  description: Type.String({
    title: 'Description',
    description: 'What is asked for, in full.',
    minLength: 1,
    maxLength: 4_000,
  }),
  priority: Type.Enum(Object.keys(priorities) as (keyof typeof priorities)[], {
    title: 'Priority',
    description: 'How urgent it is: critical, high, moderate, low or planning.',
  }),
};

/** Whom a request is for. */
export const requestedFor = Type.String({ title: 'Requested for', ...personInput });

const said = (title: string, description: string) => Type.Optional(Type.String({ title, description }));

/** A request as operations return it; what is not known is left out. */
export const ServiceRequest = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'sys_id of the request.' }),
    number: Type.String({ title: 'Number', description: 'What people call it: REQ0010023.' }),
    url: Type.String({ title: 'Link', description: 'Opens the request in ServiceNow.', format: 'uri' }),
    shortDescription: Type.String({ title: 'Short description', description: 'What is asked for, in a line.' }),
    description: said('Description', 'What is asked for, in full.'),
    state: said('State', 'pending-approval, approved, closed-complete and so on, or a state of the instance.'),
    priority: said('Priority', 'critical, high, moderate, low, planning, or a priority of the instance.'),
    requestedFor: said('Requested for', 'Name of the person whom it is for.'),
    assignee: said('Assigned to', 'Name of the person who works on it.'),
    group: said('Assignment group', 'Name of the group that works on it.'),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When it was created, in UTC.', format: 'date-time' }),
    ),
    updatedAt: Type.Optional(
      Type.String({ title: 'Updated', description: 'When it was changed last, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Request', description: 'A request in ServiceNow.' },
);

/** The table of requests. */
export const requests: Table<Static<typeof ServiceRequest>> = {
  name: 'sc_request',
  columns: [
    ...['sys_id', 'number', 'short_description', 'description', 'request_state', 'priority'],
    ...['requested_for', 'assigned_to', 'assignment_group', 'sys_created_on', 'sys_updated_on'],
  ],
  toRow: toRequest,
};

/** The given fields as the Table API takes them. */
export function toColumns({
  shortDescription,
  description,
  priority,
}: Partial<Static<TObject<typeof requestFields>>>): Columns {
  return known({
    short_description: shortDescription?.trim(),
    description,
    priority: priority && priorities[priority],
  });
}

function toRequest(baseUrl: string, cells: Cells): Static<typeof ServiceRequest> {
  const id = idOf(cells);
  const number = valueOf(cells, 'number') ?? id;
  return known({
    id,
    number,
    url: recordUrl(baseUrl, 'sc_request', id),
    shortDescription: valueOf(cells, 'short_description') ?? number,
    description: valueOf(cells, 'description'),
    state: wordOf(cells, 'request_state', states),
    priority: wordOf(cells, 'priority', priorities),
    requestedFor: labelOf(cells, 'requested_for'),
    assignee: labelOf(cells, 'assigned_to'),
    group: labelOf(cells, 'assignment_group'),
    createdAt: timeOf(cells, 'sys_created_on'),
    updatedAt: timeOf(cells, 'sys_updated_on'),
  });
}

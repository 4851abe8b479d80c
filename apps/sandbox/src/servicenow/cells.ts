import type { InstanceStore } from './record-store.js';
import type { Row, TableName } from './row.js';

/** Labels of codes, by column. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: { 1: 'New', 2: 'In Progress', 3: 'On Hold', 6: 'Resolved', 7: 'Closed', 8: 'Canceled' },
  urgency: { 1: '1 - High', 2: '2 - Medium', 3: '3 - Low' },
  impact: { 1: '1 - High', 2: '2 - Medium', 3: '3 - Low' },
  priority: { 1: '1 - Critical', 2: '2 - High', 3: '3 - Moderate', 4: '4 - Low', 5: '5 - Planning' },
  request_state: { requested: 'Pending Approval', in_process: 'Approved', closed_complete: 'Closed Complete' },
};

const references: Readonly<Record<string, TableName>> = {
  caller_id: 'sys_user',
  requested_for: 'sys_user',
  opened_by: 'sys_user',
  assigned_to: 'sys_user',
  assignment_group: 'sys_user_group',
};

const allColumns: Readonly<Record<TableName, readonly string[]>> = {
  incident: [
    ...['sys_id', 'number', 'short_description', 'description', 'state', 'urgency', 'impact', 'priority', 'caller_id'],
    ...['opened_by', 'assigned_to', 'assignment_group', 'close_code', 'close_notes', 'comments', 'work_notes'],
    ...['sys_created_on', 'sys_updated_on'],
  ],
  sc_request: [
    ...['sys_id', 'number', 'short_description', 'description', 'request_state', 'priority', 'requested_for'],
    ...['opened_by', 'assigned_to', 'assignment_group', 'comments', 'work_notes', 'sys_created_on', 'sys_updated_on'],
  ],
  sys_user: ['sys_id', 'user_name', 'name', 'email', 'company', 'sys_created_on', 'sys_updated_on'],
  sys_user_group: ['sys_id', 'name', 'sys_created_on', 'sys_updated_on'],
};

/** Journal fields are written, and read elsewhere. */
const journals = ['comments', 'work_notes'] as const;

/** The columns that a table has. */
export function columnsOf(table: TableName): readonly string[] {
  return allColumns[table];
}

/** How a caller wants records shown. */
export interface Shown {
  readonly sysparm_fields?: string;
  readonly sysparm_display_value?: string;
  readonly sysparm_exclude_reference_link?: string;
}

/** A record as the Table API answers it. */
export function showRow(store: InstanceStore, table: TableName, row: Row, shown: Shown): Record<string, unknown> {
  const asked = shown.sysparm_fields?.split(',') ?? columnsOf(table);
  const columns = asked.filter((column) => columnsOf(table).includes(column));
  return Object.fromEntries(columns.map((column) => [column, showCell(store, column, row, shown)]));
}

function showCell(store: InstanceStore, column: string, row: Row, shown: Shown): unknown {
  const value = journals.some((journal) => journal === column) ? '' : (row[column] ?? '');
  const reference = references[column];
  const display = displayOf(store, column, value);
  const hasLink = reference !== undefined && value !== '' && shown.sysparm_exclude_reference_link !== 'true';
  const link = hasLink ? { link: `/api/now/table/${reference}/${value}` } : undefined;
  if (shown.sysparm_display_value === 'true') return link ? { display_value: display, ...link } : display;
  if (shown.sysparm_display_value === 'all') return { display_value: display, ...link, value };
  return link ? { ...link, value } : value;
}

/** What people see of a value. */
export function displayOf(store: InstanceStore, column: string, value: string): string {
  const reference = references[column];
  if (reference !== undefined) return store.find(reference, value)?.['name'] ?? '';
  return labels[column]?.[value] ?? value;
}

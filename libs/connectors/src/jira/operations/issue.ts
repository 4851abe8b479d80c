import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { issueUrl } from '../rest-api.js';
import { fromAdf, toAdf } from './adf.js';

/** The key of an issue, as operations take it. */
export const IssueKey = Type.String({
  title: 'Issue key',
  description: 'Key of the issue: DEMO-1.',
  pattern: '^[A-Za-z][A-Za-z0-9_]{0,254}-[1-9][0-9]{0,11}$',
});

/** The key of a project, as operations take it. */
export const ProjectKey = Type.String({
  title: 'Project key',
  description: 'Key of the project, the first part of its issues: DEMO.',
  pattern: '^[A-Za-z][A-Za-z0-9_]{0,254}$',
});

/** A label of an issue; Jira keeps spaces out of them. */
export const Label = Type.String({
  title: 'Label',
  description: 'A label without spaces.',
  minLength: 1,
  maxLength: 255,
  pattern: '^\\S+$',
});

/** The fields of an issue that can be written, each required. */
export const issueFields = {
  summary: Type.String({
    title: 'Summary',
    description: 'What the issue is about, in one line.',
    maxLength: 255,
    pattern: '^[^\\r\\n]*\\S[^\\r\\n]*$',
  }),
  description: Type.String({
    title: 'Description',
    description: 'Plain text; an empty line begins a paragraph.',
    minLength: 1,
    maxLength: 32_000,
    pattern: '\\S',
  }),
  priority: Type.String({
    title: 'Priority',
    description: 'As the site names it: High.',
    minLength: 1,
    maxLength: 60,
    pattern: '\\S',
  }),
  assigneeId: Type.String({
    title: 'Assignee',
    description: 'Account id of the user who shall work on it.',
    pattern: '^[A-Za-z0-9:_-]{1,128}$',
  }),
  dueDate: Type.String({ title: 'Due date', description: 'Day in ISO 8601: 2026-01-31.', format: 'date' }),
} as const;

const text = (title: string, description: string) => Type.Optional(Type.String({ title, description }));
const time = (title: string, description: string) =>
  Type.Optional(Type.String({ title, description, format: 'date-time' }));

/** An issue as operations return it; what is not set is left out. */
export const Issue = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Number of the issue inside Jira.' }),
    key: Type.String({ title: 'Key', description: 'Key of the issue: DEMO-1.' }),
    url: Type.String({ title: 'Link', description: 'Opens the issue in Jira.', format: 'uri' }),
    summary: Type.String({ title: 'Summary', description: 'What the issue is about.' }),
    status: text('Status', 'Where the issue stands in its workflow.'),
    issueType: text('Type', 'What kind of issue it is.'),
    projectKey: text('Project', 'Key of the project.'),
    priority: text('Priority', 'How urgent it is.'),
    assignee: text('Assignee', 'Name of the user who works on it.'),
    reporter: text('Reporter', 'Name of the user who reported it.'),
    labels: Type.Array(Type.String(), { title: 'Labels', description: 'Labels of the issue.' }),
    description: text('Description', 'The description as plain text.'),
    dueDate: text('Due date', 'Day on which it is due.'),
    createdAt: time('Created', 'When it was created, in UTC.'),
    updatedAt: time('Updated', 'When it was changed last, in UTC.'),
  },
  { title: 'Issue', description: 'An issue in Jira.' },
);

/** What is read of an issue, by Jira's names. */
export const readFields: readonly string[] = [
  ...['summary', 'status', 'issuetype', 'project', 'priority', 'assignee', 'reporter', 'labels'],
  ...['description', 'duedate', 'created', 'updated'],
];

/** An issue as Jira sends it. */
export const IssueRecord = Type.Object({
  id: Type.String(),
  key: Type.String(),
  fields: Type.Record(Type.String(), Type.Unknown()),
});

/** The fields as Jira wants them: only those that are given. */
export function toFields(input: Partial<Record<keyof typeof issueFields, string>>): Record<string, unknown> {
  const { summary, description, priority, assigneeId, dueDate } = input;
  return {
    ...(summary !== undefined && { summary: summary.trim() }),
    ...(description !== undefined && { description: toAdf(description) }),
    ...(priority !== undefined && { priority: { name: priority.trim() } }),
    ...(assigneeId !== undefined && { assignee: { id: assigneeId } }),
    ...(dueDate !== undefined && { duedate: dueDate }),
  };
}

/** The issue as operations return it. */
export function toIssue(context: OperationContext, { id, key, fields }: Static<typeof IssueRecord>) {
  const given = {
    status: nameIn(fields['status'], 'name'),
    issueType: nameIn(fields['issuetype'], 'name'),
    projectKey: nameIn(fields['project'], 'key'),
    priority: nameIn(fields['priority'], 'name'),
    assignee: nameIn(fields['assignee'], 'displayName'),
    reporter: nameIn(fields['reporter'], 'displayName'),
    description: fromAdf(fields['description']),
    dueDate: textIn(fields['duedate']),
    createdAt: timeIn(fields['created']),
    updatedAt: timeIn(fields['updated']),
  };
  const labels = Array.isArray(fields['labels']) ? fields['labels'].filter((one) => typeof one === 'string') : [];
  return {
    ...{ id, key, url: issueUrl(context, key), summary: textIn(fields['summary']) ?? '', labels },
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<typeof given>),
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function nameIn(value: unknown, name: string): string | undefined {
  return textIn((value as Readonly<Record<string, unknown>> | null | undefined)?.[name]);
}

function timeIn(value: unknown): string | undefined {
  const date = new Date(textIn(value) ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

import { issueTypes, people, priorities, type Site, type StoredIssue } from './issue-store.js';

/** What is wrong with fields that somebody sent: a text for each. */
export type FieldErrors = Readonly<Record<string, string>>;

type Sent = Readonly<Record<string, unknown>>;
type Read = (value: unknown, site: Site) => Partial<StoredIssue> | string;

const nameOf = (value: unknown, name: string): unknown => (value as Sent | null | undefined)?.[name];

/** Reads one field: what becomes of the issue, or what is wrong. */
const readers: Readonly<Record<string, Read>> = {
  summary: (value) => {
    if (typeof value !== 'string' || value.trim() === '') return 'You must specify a summary of the issue.';
    if (/[\r\n]/.test(value)) return 'The summary is invalid because it contains newline characters.';
    return value.length > 255 ? "Summary can't exceed 255 characters." : { summary: value };
  },
  description: (value) =>
    nameOf(value, 'type') === 'doc' && nameOf(value, 'version') === 1
      ? { description: value }
      : 'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
  project: (value, { projects }) => {
    const key = nameOf(value, 'key');
    return typeof key === 'string' && projects.includes(key) ? { project: key } : 'valid project is required';
  },
  issuetype: (value) => {
    const name = issueTypes.find((type) => type === nameOf(value, 'name'));
    return name === undefined ? 'Specify a valid issue type' : { issuetype: name };
  },
  priority: (value) => {
    const name = priorities.find((priority) => priority === nameOf(value, 'name'));
    return name === undefined ? 'The priority selected is invalid.' : { priority: name };
  },
  assignee: (value) => {
    const person = people.find(({ id }) => id === nameOf(value, 'id'));
    return person === undefined ? 'Specify a valid value for assignee' : { assignee: person.id };
  },
  duedate: (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
      ? { duedate: value }
      : "Error parsing date string: the format is 'yyyy-MM-dd'",
  labels: (value) => {
    const labels = Array.isArray(value) ? value.map(String) : [];
    const bad = labels.find((label) => /\s/.test(label));
    return bad === undefined ? { labels } : `The label '${bad}' contains spaces which is invalid.`;
  },
  parent: (value) => ({ parent: String(nameOf(value, 'key')) }),
};

/** Reads the `fields` of a request; throws nothing: whoever asks answers the errors. */
export function readFields(
  sent: Sent,
  site: Site,
): { readonly changes: Partial<StoredIssue>; readonly errors: FieldErrors } {
  const read = Object.entries(sent).map(([name, value]) => {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    const unknown = `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
    return [name, reader?.(value, site) ?? unknown] as const;
  });
  return {
    changes: Object.assign(
      {},
      ...read.filter(([, result]) => typeof result !== 'string').map(([, result]) => result),
    ) as Partial<StoredIssue>,
    errors: Object.fromEntries(read.filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
  };
}

/** What is missing of an issue that is to be created. */
export function missingFields(sent: Sent): FieldErrors {
  const messages = {
    project: 'project is required',
    issuetype: 'issue type is required',
    summary: 'You must specify a summary of the issue.',
  };
  const isSubtask = nameOf(sent['issuetype'], 'name') === 'Sub-task';
  return {
    ...Object.fromEntries(Object.entries(messages).filter(([name]) => sent[name] === undefined)),
    ...(isSubtask &&
      sent['parent'] === undefined && { parent: 'Issue type is a sub-task but parent is not specified.' }),
  };
}

/** An issue as the REST API answers it, with the fields that were asked for. */
export function shownIssue(url: string, issue: StoredIssue, asked: readonly string[]) {
  const all: Sent = {
    ...{ summary: issue.summary, description: issue.description, labels: issue.labels, duedate: issue.duedate },
    status: { name: issue.status },
    issuetype: { name: issue.issuetype, subtask: issue.issuetype === 'Sub-task' },
    project: { key: issue.project, name: issue.project },
    priority: { name: issue.priority },
    assignee: shownPerson(issue.assignee),
    reporter: shownPerson(issue.creator),
    creator: shownPerson(issue.creator),
    parent: issue.parent === null ? undefined : { key: issue.parent },
    created: vendorTime(issue.created),
    updated: vendorTime(issue.updated),
  };
  const wanted = asked.length === 0 || asked.includes('*all') ? Object.keys(all) : asked;
  return {
    ...{
      expand: 'renderedFields,names,schema',
      id: issue.id,
      self: `${url}/rest/api/3/issue/${issue.id}`,
      key: issue.key,
    },
    fields: Object.fromEntries(wanted.filter((name) => all[name] !== undefined).map((name) => [name, all[name]])),
  };
}

function shownPerson(id: string | null) {
  const person = people.find((one) => one.id === id);
  return person ? { accountId: person.id, displayName: person.name, active: true, accountType: 'atlassian' } : null;
}

/** Jira writes its times with an offset and no colon in it. */
function vendorTime(date: Date): string {
  return date.toISOString().replace('Z', '+0000');
}

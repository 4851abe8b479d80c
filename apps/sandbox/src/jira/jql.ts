import type { Site, StoredIssue } from './issue-store.js';

/** A query that Jira would refuse, in its words. */
export class JqlError extends Error {}

type Test = (issue: StoredIssue) => boolean;

/** Who asks, and where. */
export interface JqlSurroundings {
  readonly personId: string;
  readonly site: Site;
}

/** What a query finds: simple clauses joined by AND, the newest issue first whatever ORDER BY says. */
export function readJql(jql: string, surroundings: JqlSurroundings): Test {
  const where = jql.replace(/(?:^|\s+)order\s+by\s+[\w\s,]+$/i, '').trim();
  if (where === '') {
    throw new JqlError('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  }
  const tests = split(where).map((clause) => readClause(clause, surroundings));
  return (issue) => tests.every((test) => test(issue));
}

const string = String.raw`"(?:[^"\\]|\\.)*"`;
const value = String.raw`(?:${string}|[\w.@-]+(?:\(\))?)`;
const clausePattern = new RegExp(
  String.raw`^(\w+)\s*(=|!=|~|>=|<=|in\b|is\s+not\b|is\b)\s*(${value}|\(\s*${value}(?:\s*,\s*${value})*\s*\))$`,
  'i',
);

/** Splits at AND outside of texts. */
function split(where: string): readonly string[] {
  const parts = where.match(new RegExp(String.raw`(?:${string}|(?!\sAND\s)[^"])+`, 'gi')) ?? [];
  return parts.map((part) => part.replace(/^\s*AND\s/i, '').trim()).filter((part) => part !== '');
}

function readClause(clause: string, surroundings: JqlSurroundings): Test {
  const [, name = '', operator = '', operand = ''] = clausePattern.exec(clause) ?? [];
  const field = name.toLowerCase();
  if (!fields.has(field)) {
    throw new JqlError(
      name === ''
        ? `Error in the JQL Query: the sandbox does not understand '${clause.slice(0, 100)}'.`
        : `Field '${name}' does not exist or you do not have permission to view it.`,
    );
  }
  const values = readValues(operand, surroundings);
  checkProjects(field, values, surroundings.site);
  const compare = comparisons[operator.toLowerCase().replace(/\s+/, ' ')] ?? comparisons['=']!;
  return (issue) => compare(fields.get(field)!(issue), values);
}

const fields = new Map<string, (issue: StoredIssue) => readonly string[]>([
  ['project', ({ project }) => [project]],
  ['issuetype', ({ issuetype }) => [issuetype]],
  ['status', ({ status }) => [status]],
  ['priority', ({ priority }) => [priority]],
  ['summary', ({ summary }) => [summary]],
  ['labels', ({ labels }) => labels],
  ['creator', ({ creator }) => [creator]],
  ['assignee', ({ assignee }) => (assignee === null ? [] : [assignee])],
  ['created', ({ created }) => [created.toISOString()]],
  ['key', ({ key }) => [key]],
]);

type Comparison = (found: readonly string[], wanted: readonly string[]) => boolean;

const isAmong: Comparison = (found, wanted) =>
  found.some((one) => wanted.some((other) => one.toLowerCase() === other.toLowerCase()));

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': isAmong,
  in: isAmong,
  '!=': (found, wanted) => !isAmong(found, wanted),
  '~': ([text = ''], [words = '']) =>
    words.split(/\s+/).every((word) => text.toLowerCase().includes(word.toLowerCase())),
  '>=': ([found = ''], [wanted = '']) => found >= wanted,
  '<=': ([found = ''], [wanted = '']) => found <= wanted,
  is: (found) => found.length === 0,
  'is not': (found) => found.length > 0,
};

function readValues(operand: string, { personId }: JqlSurroundings): readonly string[] {
  const values = operand.match(new RegExp(value, 'g')) ?? [];
  return values.map((one) => {
    if (one === 'currentUser()') return personId;
    return one.startsWith('"') ? (JSON.parse(one.replaceAll("\\'", "'")) as string) : one;
  });
}

function checkProjects(field: string, values: readonly string[], { projects }: Site): void {
  const unknown =
    field === 'project' && values.find((one) => !/^empty$/i.test(one) && !projects.includes(one.toUpperCase()));
  if (unknown) throw new JqlError(`The value '${unknown}' does not exist for the field 'project'.`);
}

import { standardPeople } from '../people.js';
import type { RecordStore } from '../system.js';

/** Who can sign in; Ben has two sites. */
export const people = standardPeople({
  ids: ['5f00000000000000000000a1', '5f00000000000000000000b2'],
  note: 'Example Trading',
  apiKeys: ['ATATT3xSandboxAda', 'ATATT3xSandboxBen'],
});

/** A site of the vendor's cloud. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly projects: readonly string[];
  /** Ids of the people who can use it. */
  readonly people: readonly string[];
}

const [ada, ben] = people;

/** The sites; the first is the one that API tokens are of. */
export const sites: readonly [Site, Site] = [
  {
    id: '11111111-2222-4333-8444-555555555555',
    name: 'example-trading',
    projects: ['DEMO', 'OPS'],
    people: [ada.id, ben.id],
  },
  { id: '66666666-7777-4888-8999-aaaaaaaaaaaa', name: 'example-lab', projects: ['LAB'], people: [ben.id] },
];

export const issueTypes = ['Task', 'Bug', 'Story', 'Epic', 'Sub-task'];
export const priorities = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];

/** The one workflow: every status can be reached from every other, by the transition with this id. */
export const workflow = [
  { id: '11', name: 'To Do' },
  { id: '21', name: 'In Progress' },
  { id: '31', name: 'Done' },
] as const;

/** An issue as the store keeps it. */
export interface StoredIssue {
  readonly id: string;
  readonly key: string;
  readonly project: string;
  readonly issuetype: string;
  readonly summary: string;
  readonly description: unknown;
  readonly status: string;
  readonly priority: string;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  readonly creator: string;
  readonly duedate: string | null;
  readonly parent: string | null;
  readonly created: Date;
  readonly updated: Date;
  readonly comments: readonly { readonly id: string; readonly body: unknown }[];
}

/** What whoever creates an issue says of it. */
export type IssueDraft = Pick<StoredIssue, 'project' | 'issuetype' | 'summary' | 'creator'> & Partial<StoredIssue>;

const seeds: readonly Omit<IssueDraft, 'creator'>[] = [
  { project: 'DEMO', issuetype: 'Task', summary: 'Order new chairs for the office', labels: ['office'] },
  {
    project: 'DEMO',
    issuetype: 'Bug',
    summary: 'The login page does not load',
    priority: 'High',
    status: 'In Progress',
  },
  { project: 'DEMO', issuetype: 'Story', summary: 'Customers can see their invoices' },
  { project: 'DEMO', issuetype: 'Task', summary: 'Renew the certificates', status: 'Done', duedate: '2026-12-01' },
  { project: 'OPS', issuetype: 'Task', summary: 'Replace the backup tapes', priority: 'Low' },
  { project: 'OPS', issuetype: 'Bug', summary: 'The monitoring sends every alarm twice' },
  { project: 'LAB', issuetype: 'Task', summary: 'Calibrate the scales' },
];

/** Issues in memory. */
export class IssueStore implements RecordStore {
  readonly #issues = new Map<string, StoredIssue>();
  readonly #lastNumber = new Map<string, number>();
  #lastId = 10_000;

  constructor(private readonly now: () => Date) {
    this.reset();
  }

  reset(): void {
    this.#issues.clear();
    this.#lastNumber.clear();
    this.#lastId = 10_000;
    const hourAgo = this.now().getTime() - 3_600_000;
    seeds.forEach((seed, index) => {
      this.create({ ...seed, creator: ada.id, created: new Date(hourAgo + index * 60_000) });
    });
  }

  snapshot() {
    return { issues: [...this.#issues.values()] };
  }

  /** The newest first. */
  list(site: Site): readonly StoredIssue[] {
    const all = [...this.#issues.values()].filter(({ project }) => site.projects.includes(project));
    return all.sort(
      (one, other) => other.created.getTime() - one.created.getTime() || Number(other.id) - Number(one.id),
    );
  }

  /** By key, in any case, or by id. */
  find(site: Site, keyOrId: string): StoredIssue | undefined {
    return this.list(site).find(({ id, key }) => id === keyOrId || key === keyOrId.toUpperCase());
  }

  create(draft: IssueDraft): StoredIssue {
    const number = (this.#lastNumber.get(draft.project) ?? 0) + 1;
    this.#lastNumber.set(draft.project, number);
    const created = draft.created ?? this.now();
    const issue: StoredIssue = {
      ...{ description: null, status: 'To Do', priority: 'Medium', labels: [], assignee: null, duedate: null },
      ...{ parent: null, comments: [], ...draft, created, updated: created },
      id: String((this.#lastId += 1)),
      key: `${draft.project}-${number}`,
    };
    this.#issues.set(issue.key, issue);
    return issue;
  }

  change(issue: StoredIssue, changes: Partial<StoredIssue>): StoredIssue {
    const changed = { ...issue, ...changes, updated: this.now() };
    this.#issues.set(issue.key, changed);
    return changed;
  }

  /** Those that cannot outlive the issue. */
  subtasks({ key }: StoredIssue): readonly StoredIssue[] {
    return [...this.#issues.values()].filter(({ issuetype, parent }) => issuetype === 'Sub-task' && parent === key);
  }

  delete(...issues: readonly StoredIssue[]): void {
    for (const { key } of issues) this.#issues.delete(key);
  }
}

import { standardPeople } from '../people.js';
import type { RecordStore } from '../system.js';

/** Everyone who can log in. */
export const people = standardPeople({
  ids: ['8d6b1c34-0b7e-4a53-9f0e-6c1f7a2d0001', '8d6b1c34-0b7e-4a53-9f0e-6c1f7a2d0002'],
  note: 'Acme',
});

/** A site, found by its id or by the path in its link. */
export interface Site {
  readonly id: string;
  readonly path: string;
  readonly displayName: string;
  readonly description: string;
}

const siteId = (last: string) =>
  `acme.sharepoint.com,2c712604-1370-44e7-a1f5-42657300000${last},2d2244c3-251a-49ea-93a8-39e1c300000${last}`;

/** All sites, the main one first. */
export const sites: readonly [Site, ...Site[]] = [
  { id: siteId('1'), path: '', displayName: 'Acme', description: 'For everybody' },
  { id: siteId('2'), path: 'sites/marketing', displayName: 'Marketing', description: 'Campaigns and events' },
  { id: siteId('3'), path: 'teams/office', displayName: 'Office', description: '' },
];

/** The columns of every list here. */
export const columns = [
  { name: 'Title', displayName: 'Title', text: {} },
  { name: 'Status', displayName: 'Status', choice: { choices: ['Open', 'In progress', 'Done'] } },
  { name: 'Cost', displayName: 'Costs', number: {} },
  { name: 'Urgent', displayName: 'Is urgent', boolean: {} },
  { name: 'Modified', displayName: 'Modified', readOnly: true, dateTime: {} },
] as const;

/** An item of a list; all sites have one list, `Tasks`. */
export interface StoredItem {
  readonly id: string;
  readonly site: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly created: string;
  readonly modified: string;
}

/** A file, or a folder, which has no content. */
export interface StoredFile {
  readonly id: string;
  readonly site: string;
  readonly name: string;
  readonly parent: string;
  readonly content?: readonly Buffer[];
  readonly created: string;
  readonly modified: string;
}

/** How files flow, so that tests can look at it and disturb it. */
export interface Flow {
  /** Bytes that came in so far, of files that are not complete too. */
  received: number;
  /** Files that are on their way out. */
  sending: number;
  /** Breaks the next file off after so many bytes. */
  breakAfterBytes?: number;
}

/** Items and files in memory. */
export class SiteStore implements RecordStore {
  readonly #now: () => Date;
  #items: readonly StoredItem[] = [];
  #files: readonly StoredFile[] = [];
  #lastId = 0;
  flow: Flow = { received: 0, sending: 0 };

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  snapshot(): ReturnType<RecordStore['snapshot']> {
    return { items: this.#items, files: this.#files.map(({ content: _content, ...file }) => file) };
  }

  reset(): void {
    [this.#items, this.#files, this.#lastId] = [[], [], 0];
    this.flow = { received: 0, sending: 0 };
    const titles = [
      'Order coffee',
      'Book a room',
      'Print badges',
      'Water the plants',
      'Renew the domain',
      'Call Yvonne',
    ];
    for (const { id } of sites) for (const Title of titles) this.addItem(id, { Title, Status: 'Open' });
    const [{ id: site }] = sites;
    this.#addFile({ id: '01SANDBOXREPORTS', site, name: 'Reports', parent: 'root' });
    const policy = [Buffer.from('Travel by train where you can.')];
    this.#addFile({ id: '01SANDBOXTRAVELPOLICY', site, name: 'Travel policy.txt', parent: 'root', content: policy });
    const welcome = [Buffer.from('<!doctype html><title>Welcome</title><script>alert(1)</script>')];
    this.#addFile({ id: '01SANDBOXWELCOME', site, name: 'Welcome.html', parent: 'root', content: welcome });
  }

  items(site: string): readonly StoredItem[] {
    return this.#items.filter((item) => item.site === site);
  }

  item(site: string, id: string): StoredItem | undefined {
    return this.items(site).find((item) => item.id === id);
  }

  addItem(site: string, fields: StoredItem['fields']): StoredItem {
    this.#lastId += 1;
    const at = this.#now().toISOString();
    const item = { id: String(this.items(site).length + 1), site, fields, created: at, modified: at };
    this.#items = [...this.#items, item];
    return item;
  }

  changeItem(item: StoredItem, fields: StoredItem['fields']): StoredItem {
    const changed = { ...item, fields: { ...item.fields, ...fields }, modified: this.#now().toISOString() };
    this.#items = this.#items.map((one) => (one === item ? changed : one));
    return changed;
  }

  files(site: string): readonly StoredFile[] {
    return this.#files.filter((file) => file.site === site);
  }

  file(site: string, id: string): StoredFile | undefined {
    return this.files(site).find((file) => file.id === id);
  }

  named(site: string, parent: string, name: string): StoredFile | undefined {
    const wanted = name.toLowerCase();
    return this.files(site).find((file) => file.parent === parent && file.name.toLowerCase() === wanted);
  }

  /** Stores a file, over one of that name where there is one. */
  storeFile(file: Pick<StoredFile, 'site' | 'name' | 'parent' | 'content'>): StoredFile {
    const before = this.named(file.site, file.parent, file.name);
    if (before === undefined) return this.#addFile({ id: `01SANDBOXFILE${(this.#lastId += 1)}`, ...file });
    const changed = { ...before, content: file.content, modified: this.#now().toISOString() };
    this.#files = this.#files.map((one) => (one === before ? changed : one));
    return changed;
  }

  #addFile(file: Omit<StoredFile, 'created' | 'modified'>): StoredFile {
    const at = this.#now().toISOString();
    const made = { ...file, created: at, modified: at };
    this.#files = [...this.#files, made];
    return made;
  }
}

import { standardPeople } from '../people.js';
import type { RecordStore } from '../system.js';

/** Everyone who can log in. */
export const people = standardPeople({
  ids: ['07010000000000000001', '07010000000000000002'],
  note: 'Example Trading',
});

/** A file or folder; what Google keeps itself, such as documents, has text for content. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly parents: readonly string[];
  readonly content: readonly Buffer[];
  readonly createdTime: string;
}

/** What somebody was given. */
export interface StoredPermission {
  readonly id: string;
  readonly fileId: string;
  readonly role: string;
  readonly emailAddress: string;
}

/** Files and permissions in memory. */
export class DriveStore implements RecordStore {
  readonly #now: () => Date;
  #files: readonly StoredFile[] = [];
  #permissions: readonly StoredPermission[] = [];
  #lastId = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  snapshot(): ReturnType<RecordStore['snapshot']> {
    return { files: this.#files.map(({ content: _content, ...file }) => file), permissions: this.#permissions };
  }

  reset(): void {
    [this.#files, this.#permissions, this.#lastId] = [[], [], 0];
    const seed = (id: string, name: string, mimeType: string, text: string) =>
      this.add({ id, name, mimeType, parents: ['root'], content: [Buffer.from(text)] });
    seed('sandboxReports', 'Reports', 'application/vnd.google-apps.folder', '');
    seed('sandboxTravelPolicy', 'Travel policy.txt', 'text/plain', 'Travel by train where you can.');
    seed('sandboxHandbook', 'Handbook', 'application/vnd.google-apps.document', 'Be kind.');
    seed('sandboxBudget', 'Budget', 'application/vnd.google-apps.spreadsheet', 'Coffee,12\r\nTea,7');
  }

  list(): readonly StoredFile[] {
    return this.#files;
  }

  find(id: string): StoredFile | undefined {
    return this.#files.find((file) => file.id === id);
  }

  add(file: Omit<StoredFile, 'id' | 'createdTime'> & Partial<Pick<StoredFile, 'id'>>): StoredFile {
    const id = `sandboxFile${String((this.#lastId += 1)).padStart(4, '0')}`;
    const made = { id, ...file, createdTime: this.#now().toISOString() };
    this.#files = [made, ...this.#files];
    return made;
  }

  permissions(fileId: string): readonly StoredPermission[] {
    return this.#permissions.filter((one) => one.fileId === fileId);
  }

  /** One person has one role: another one replaces it. */
  share(permission: Omit<StoredPermission, 'id'>): StoredPermission {
    const isSame = (one: StoredPermission) =>
      one.fileId === permission.fileId && one.emailAddress === permission.emailAddress;
    const made = { id: this.#permissions.find(isSame)?.id ?? `p${(this.#lastId += 1)}`, ...permission };
    this.#permissions = [...this.#permissions.filter((one) => !isSame(one)), made];
    return made;
  }
}

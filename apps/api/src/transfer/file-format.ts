import type { KeyDerivation } from './file-key.js';

/** The version of the file's own form. */
export const format = 1;

/** The first line of a file. */
export interface FileHeader {
  readonly attache: 'workspace';
  readonly format: number;
  /** The last migration of the database that it comes from. */
  readonly migration: string;
  readonly createdAt: string;
  /** Null: without secrets. */
  readonly key: KeyDerivation | null;
  /** A known text, sealed: tells a wrong passphrase at once. */
  readonly probe: string | null;
}

/** A row; `row` is what PostgreSQL makes of it as JSON, `secrets` the sealed rest. */
export interface FileRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
  readonly secrets?: string;
}

/** The last line. */
export interface FileEnd {
  readonly end: {
    readonly counts: Readonly<Record<string, number>>;
    /** HMAC-SHA-256 with the passphrase's key, or SHA-256 without secrets, over all lines before, in base64url. */
    readonly seal: string;
  };
}

/** Where the probe belongs. */
export const probeContext = { row: 'probe', purpose: 'export' } as const;
/** What the probe says. */
export const probeText = 'attache';

/** Where the secrets of a row belong: they open in this table and at this place in the file only. */
export function rowContext(table: string, line: number) {
  return { row: `${table}/${line}`, purpose: 'export' } as const;
}

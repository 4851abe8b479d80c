import { createHash } from 'node:crypto';

/** A record: every value is text. */
export type Row = Readonly<Record<string, string>>;

/** The tables there are. */
export const tableNames = ['incident', 'sc_request', 'sys_user', 'sys_user_group'] as const;
export type TableName = (typeof tableNames)[number];

/** Makes the sys_id of a seed. */
export function sysId(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

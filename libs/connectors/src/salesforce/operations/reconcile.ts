import type { OperationContext } from '#connectors';
import type { Static } from 'typebox';
import { dataPath, IdsAnswer, recordLink, type RecordLink, type SalesforceObject } from './rest-api.js';
import { bindSoql, type SoqlScalar } from './soql.js';

/** Salesforce keeps times of creation in whole seconds, and its clock may be a little behind ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Looks for the record that a create may have made: by the same user, since then, with the same values. Two of them, or
 * none, tell nothing.
 */
export async function findCreated(
  { http, baseUrl, account }: OperationContext,
  object: SalesforceObject,
  values: Readonly<Record<string, SoqlScalar>>,
  since: Date,
): Promise<Static<typeof RecordLink> | undefined> {
  const equal = Object.keys(values).map((name) => `${name} = :${name}`);
  const conditions = ['CreatedById = :createdBy', 'CreatedDate >= :since', ...equal];
  const q = bindSoql(`SELECT Id FROM ${object} WHERE ${conditions.join(' AND ')} LIMIT 2`, {
    ...values,
    createdBy: account.id,
    since: { dateTime: new Date(since.getTime() - CLOCK_TOLERANCE_MS).toISOString() },
  });
  const { data } = await http.get(`${dataPath}/query`, { query: { q }, answer: IdsAnswer });
  const [found, ...others] = data.records;
  return found !== undefined && others.length === 0 ? recordLink(baseUrl, object, found.Id) : undefined;
}

import type { ConnectorErrorCode } from '#connectors';
import type { Fault } from '../../../apps/sandbox/src/faults/fault-table.js';

/** A fault, and by what codes an operation may name it. */
export interface FaultCase {
  readonly title: string;
  readonly fault: Fault;
  readonly read: readonly ConnectorErrorCode[];
  /** A write that looks something up first may fail as a read does. */
  readonly write: readonly ConnectorErrorCode[];
  /** It may have worked all the same: there was nothing in the answer that could break. */
  readonly mayWork?: 'writes' | 'all';
  readonly retryAfterSeconds?: number | null;
}

const both = (...codes: ConnectorErrorCode[]) => ({ read: codes, write: codes });

/** Everything that can go wrong with one call, but for tokens that a refresh heals. */
export const faultCases: readonly FaultCase[] = [
  { title: '401 for ever', fault: { kind: 'expired-token' }, ...both('vendor-unauthorized') },
  { title: '403', fault: { kind: 'forbidden' }, ...both('vendor-forbidden') },
  { title: '404', fault: { kind: 'not-found' }, ...both('record-not-found') },
  { title: '409', fault: { kind: 'conflict' }, ...both('vendor-conflict') },
  {
    ...{ title: '429 with Retry-After', fault: { kind: 'rate-limited', retryAfterSeconds: 30 } },
    ...both('vendor-rate-limited'),
    retryAfterSeconds: 30,
  },
  {
    ...{ title: '429 without Retry-After', fault: { kind: 'rate-limited', retryAfterSeconds: 0 } },
    ...both('vendor-rate-limited'),
    retryAfterSeconds: null,
  },
  { title: '500', fault: { kind: 'server-error', status: 500 }, ...both('vendor-unavailable') },
  { title: '503', fault: { kind: 'server-error' }, ...both('vendor-unavailable') },
  {
    ...{ title: '504 although it was done', fault: { kind: 'server-error-after', times: 1 } },
    ...{ read: ['vendor-unavailable'], write: ['outcome-unknown', 'vendor-unavailable'] },
    mayWork: 'writes',
  },
  {
    ...{ title: 'a connection that breaks although it was done', fault: { kind: 'close-after', times: 1 } },
    ...{ read: ['vendor-unreachable'], write: ['outcome-unknown', 'vendor-unreachable'] },
    mayWork: 'writes',
  },
  {
    ...{ title: 'HTML', fault: { kind: 'html' } },
    ...{ read: ['vendor-answer-invalid'], write: ['outcome-unknown', 'vendor-answer-invalid'] },
  },
  { title: 'HTML with 503', fault: { kind: 'html', status: 503 }, ...both('vendor-unavailable') },
  {
    ...{ title: 'truncated JSON', fault: { kind: 'truncated-json' } },
    ...{ read: ['vendor-answer-invalid'], write: ['outcome-unknown', 'vendor-answer-invalid'] },
    mayWork: 'writes',
  },
  {
    ...{ title: 'an empty body', fault: { kind: 'empty-body' } },
    ...{ read: ['vendor-answer-invalid'], write: ['outcome-unknown', 'vendor-answer-invalid'] },
    mayWork: 'writes',
  },
  {
    ...{ title: 'an error with status 200', fault: { kind: 'error-with-200' } },
    ...{
      read: ['vendor-answer-invalid', 'vendor-rejected-input', 'vendor-unavailable'],
      write: ['outcome-unknown', 'vendor-answer-invalid', 'vendor-rejected-input', 'vendor-unavailable'],
    },
    mayWork: 'writes',
  },
];

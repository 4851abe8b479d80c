import { createHmac } from 'node:crypto';
import type { AuditEntry } from '../audit-entry.js';

/** What the chain begins with. */
export const genesisHash = '';

/** A place of the chain. */
export interface ChainPlace {
  readonly sequence: number;
  readonly hash: string;
}

/** What a seal is made of. */
export interface SealParts {
  readonly sequence: number;
  readonly entryId: string;
  readonly proof: string;
  readonly previousHash: string;
}

/** HMAC of all that an entry tells; who has only the database cannot make one. */
export function proofOf(key: Uint8Array, entry: Omit<AuditEntry, 'proof'>): string {
  const { id, workspaceId, occurredAt, actorKind, actorId, actorName, action, outcome, ...rest } = entry;
  const { targetKind, targetId, targetName, targets, problemCode, address, userAgent, requestId, details } = rest;
  return hmac(key, 'entry', [
    ...[id, workspaceId, occurredAt.toISOString(), actorKind, actorId, actorName, action, outcome],
    ...[targetKind, targetId, targetName, inOrder(targets), problemCode, address, userAgent, requestId],
    inOrder(details),
  ]);
}

/** The hash of a seal. */
export function hashOf(key: Uint8Array, { sequence, entryId, proof, previousHash }: SealParts): string {
  return hmac(key, 'seal', [sequence, entryId, proof, previousHash]);
}

/** Shows that we have said where the chain begins, or ends. */
export function placeProofOf(key: Uint8Array, kind: 'head' | 'checkpoint', { sequence, hash }: ChainPlace): string {
  return hmac(key, kind, [sequence, hash]);
}

function hmac(key: Uint8Array, purpose: string, parts: readonly unknown[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([purpose, ...parts]))
    .digest('base64url');
}

/** The database keeps the members of an object in an order of its own. */
function inOrder(object: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.entries(object).sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
}

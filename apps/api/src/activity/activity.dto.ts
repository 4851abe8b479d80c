/** Something that has just begun or ended at a bot: ids and words, neither input nor output nor anything of the provider's. */
export type ActivityEntry = RunActivity | AuthorizationRequestActivity;

/** A run of an operation. */
export interface RunActivity {
  readonly kind: 'run';
  readonly id: string;
  readonly connectorId: string;
  readonly operation: string;
  readonly source: string;
  readonly status: string;
  readonly errorCode: string | null;
  readonly conversationId: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** A request to authorize. */
export interface AuthorizationRequestActivity {
  readonly kind: 'authorization-request';
  readonly id: string;
  readonly connectorId: string;
  readonly subject: 'shared' | 'end-user' | 'member';
  readonly status: string;
  readonly reason: string | null;
  readonly conversationId: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What replicas tell each other of one bot. */
export interface ActivityBatch {
  readonly botId: string;
  readonly entries: readonly ActivityEntry[];
  /** How many more there were than are told. */
  readonly more: number;
}

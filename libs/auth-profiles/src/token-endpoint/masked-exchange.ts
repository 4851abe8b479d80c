/** What was sent to a provider and what it answered, fit to be shown: secrets, tokens and codes are masked. */
export interface MaskedExchange {
  readonly request: {
    readonly method: 'POST';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The form, still encoded. */
    readonly body: string;
  };
  /** Absent when no answer came. */
  readonly response?: {
    readonly status: number;
    /** Only those from a list that is safe to show. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** The body shown is only the beginning. */
    readonly isTruncated: boolean;
  };
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
}

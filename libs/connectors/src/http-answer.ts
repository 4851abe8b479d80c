import type { ConnectorErrorCode } from './errors.js';

/** An answer whose status is not a success, as a connector's `interpretFault` sees it. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when the body was empty or not JSON. */
  readonly data: unknown;
}

/** What a connector reads out of an error body. */
export interface VendorFault {
  /** Overrules what the HTTP status says. */
  readonly code?: ConnectorErrorCode;
  /** The vendor's words for the user; shortened and cleaned by the kit. */
  readonly message?: string;
  readonly vendorCode?: string;
  /** The vendor's names of the offending fields. */
  readonly fields?: readonly string[];
  readonly retryAfterSeconds?: number;
}

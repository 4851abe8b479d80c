import type { UpstreamRevocation } from './authorization.entity.js';

/** What came of a revocation: our copy is always erased. */
export interface RevocationReceipt {
  readonly revokedUpstream: boolean;
  readonly upstream: UpstreamRevocation;
  readonly erased: true;
}

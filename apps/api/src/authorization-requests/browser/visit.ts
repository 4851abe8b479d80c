import type { ExitName } from '../../pages/exits.js';
import { exits } from '../../pages/exits.js';
import type { PageAnswer } from '../../pages/pages.service.js';

/** What a browser brings along. */
export interface Visitor {
  /** The secret that binds this browser, where it has one. */
  readonly browserToken: string | undefined;
  /** A member's session, where the browser holds one. */
  readonly sessionToken: string | undefined;
  readonly address: string;
}

/** What a visit is answered with: a page, or another address. */
export type Visit = PageAnswer | { readonly location: string };

/** A page that ends a visit, about nothing in particular. */
export function plainExit(exit: ExitName, reference?: string): PageAnswer {
  return { page: { kind: 'exit', exit, reference }, status: exits[exit].status };
}

/** Where a request tells how it stands; the address holds neither the link's token nor anything of the provider's. */
export function resultPath(requestId: string): string {
  return `/oauth/result/${requestId}`;
}

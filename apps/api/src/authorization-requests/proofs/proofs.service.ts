import { Injectable } from '@nestjs/common';
import { hashOneTimeCode, isOneTimeCode, newOneTimeCode, readOneTimeCode, type CodeBinding } from '#auth-profiles';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { EncryptionService, type SealedColumn } from '../../encryption/encryption.service.js';
import { NotFoundError } from '../../http/problem.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { EndUser } from '../../end-users/end-user.entity.js';
import { DeadlinesService, dueEnding } from '../endings/deadlines.service.js';
import type { LockedRequest } from '../endings/locked-request.js';
import { RequestChangesService } from '../endings/request-changes.service.js';
import { lastingStopEnding } from '../endings/stop-ending.js';
import { BrowserProofsService, type FinishingBrowser } from './browser-proofs.service.js';

/** Wrong codes that end a request. */
export const maxCodeAttempts = 3;
const codeLifetimeMs = 10 * 60_000;

/** How a proof went. */
export type ProofOutcome = 'proven' | 'failed' | 'not-awaited' | { readonly attemptsLeft: number };

/**
 * The proof that whoever finished at the provider is the person who was asked (a link can be forwarded, and neither `state` nor PKCE
 * notices): until then the authorization stays in quarantine.
 */
@Injectable()
export class ProofsService {
  private readonly pepper: () => Uint8Array;

  constructor(
    private readonly browsers: BrowserProofsService,
    private readonly authorizations: AuthorizationsService,
    private readonly encryption: EncryptionService,
    private readonly deadlines: DeadlinesService,
    private readonly changes: RequestChangesService,
  ) {
    this.pepper = () => encryption.deriveSecret('authorization-request-codes');
  }

  /** Whether the browser that finished is proof enough: then nothing more is asked. */
  async suffices(row: AuthorizationRequest, browser: FinishingBrowser): Promise<boolean> {
    return this.browsers.suffice(row, browser);
  }

  /** Puts the request into the state in which a code, or the host's word, is awaited. */
  async ask(request: LockedRequest): Promise<void> {
    const { id } = request.row;
    const code = newOneTimeCode();
    const codeExpiresAt = new Date(Date.now() + codeLifetimeMs);
    await request.step('proof-asked', {
      status: 'proof-required',
      codeHash: hashOneTimeCode(code, this.bindingOf(id)),
      codeSealed: await this.encryption.seal(code, placeOf(id)),
      codeAttempts: 0,
      codeExpiresAt,
    });
    await request.tell('authorization-request.proof-requested');
    await this.deadlines.set(id, codeExpiresAt, request.manager);
  }

  /** The code, for the browser that finished and for nobody else. */
  async codeOf({ id, codeSealed }: AuthorizationRequest): Promise<string | undefined> {
    return codeSealed === null ? undefined : this.encryption.open(codeSealed, placeOf(id));
  }

  /** Judges a code. What cannot be a code is no guess, and is not counted. */
  async verify(requestId: string, text: string): Promise<ProofOutcome> {
    return this.whileAwaited(requestId, async (request) => {
      const { codeHash, codeAttempts } = request.row;
      const attemptsBefore = maxCodeAttempts - codeAttempts;
      if (readOneTimeCode(text) === undefined) return { attemptsLeft: attemptsBefore };
      if (isOneTimeCode(text, codeHash ?? '', this.bindingOf(requestId))) return this.accept(request);
      await request.step('code-wrong', { codeAttempts: codeAttempts + 1 });
      if (attemptsBefore > 1) return { attemptsLeft: attemptsBefore - 1 };
      await request.end({ reason: 'code-attempts-exhausted', message: 'A wrong code was entered three times.' });
      return 'failed';
    });
  }

  /** Takes the host's word for who came back to it; that it is somebody else ends the request. */
  async vouch(requestId: string, externalId: string): Promise<ProofOutcome> {
    return this.whileAwaited(requestId, async (request) => {
      const asked = await request.manager.findOneBy(EndUser, { id: request.row.endUserId ?? '' });
      if (asked?.externalId === externalId) return this.accept(request);
      await request.end({ reason: 'another-person', message: 'Another person than the one who was asked authorized.' });
      return 'failed';
    });
  }

  private async whileAwaited(
    requestId: string,
    judge: (request: LockedRequest) => Promise<ProofOutcome>,
  ): Promise<ProofOutcome> {
    return this.changes.change(requestId, async (request) => {
      if (request.row.status !== 'proof-required') return 'not-awaited';
      const ending = await dueEnding(request.manager, request.row, new Date());
      if (ending === undefined) return judge(request);
      await request.end(ending);
      return 'not-awaited';
    });
  }

  private async accept(request: LockedRequest): Promise<ProofOutcome> {
    const { authorizationId } = request.row;
    if (authorizationId === null) return 'not-awaited';
    const ending = await lastingStopEnding(request);
    if (ending !== undefined) {
      await request.end(ending);
      return 'not-awaited';
    }
    const activated = await this.authorizations.activate(request.manager, authorizationId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (activated === undefined) {
      await request.end({ reason: 'action-changed', message: 'The authorization was revoked before it was proven.' });
      return 'failed';
    }
    await request.update({ authorizationId: activated.id });
    await request.end({ reason: 'authorized', message: 'The authorization is active.' });
    return 'proven';
  }

  private bindingOf(authorizationRequestId: string): CodeBinding {
    return { authorizationRequestId, pepper: this.pepper() };
  }
}

function placeOf(id: string): SealedColumn {
  return { table: 'authorization_requests', column: 'code_sealed', id };
}

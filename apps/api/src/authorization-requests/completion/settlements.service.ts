import { Injectable, Logger } from '@nestjs/common';
import type { Account } from '#connectors';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import type { Subject } from '../../authorizations/subject.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { DeadlinesService, dueEnding, isFinishing } from '../endings/deadlines.service.js';
import type { LockedRequest } from '../endings/locked-request.js';
import { RequestChangesService } from '../endings/request-changes.service.js';
import { stopEnding } from '../endings/stop-ending.js';
import { ProofsService } from '../proofs/proofs.service.js';
import { changedEnding, changeEnding } from './currency.js';
import { endingOf } from './failures.js';
import type { ObtainedGrant } from './grants.service.js';

/** Longer than any exchange takes: after it, the process that began it is dead. */
const finishingMs = 120_000;
/** How long whoever has authorized may take to choose, at least. */
const choosingMs = 10 * 60_000;

/** Who finishes a request, and whether that needs no further proof. */
export interface Finisher {
  readonly id: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly isProven: boolean;
}

/** What somebody has chosen, whose account it is, and the profile's `registrationVersion` by which both are known. */
interface Decided {
  readonly parameters: Readonly<Record<string, string>>;
  readonly account: Account;
  readonly registrationVersion: number;
}

/** What became of tokens that were obtained. */
export type Fate = 'kept' | 'superseded' | 'unwanted';

/** Also what the sign-in simulator ends a request with, instead of asking for a proof. */
const foreignEnding = {
  reason: 'another-person',
  message: 'Another person than the one who was asked authorized.',
} as const;

/** Whom an authorization stands for while it is not chosen what it is for. */
const undecided: Account = { id: '', name: '', details: {} };

/** Brings requests to their end, one finisher at a time: who may finish, and what becomes of what they bring. */
@Injectable()
export class SettlementsService {
  private readonly logger = new Logger('authorization-requests');

  constructor(
    private readonly changes: RequestChangesService,
    private readonly deadlines: DeadlinesService,
    private readonly proofs: ProofsService,
    private readonly authorizations: AuthorizationsService,
  ) {}

  /**
   * Lets one finisher go on; undefined when the request does not stand so (any more) or another one is at it. `admit` may refuse,
   * and may end the request.
   */
  async claim(
    requestId: string,
    finisherId: string,
    admit: (request: LockedRequest) => Promise<boolean>,
  ): Promise<AuthorizationRequest | undefined> {
    return this.changes.change(requestId, async (request) => {
      const now = new Date();
      const ending = await dueEnding(request.manager, request.row, now);
      if (ending !== undefined) await request.end(ending);
      if (!request.isLive || isFinishing(request.row, now) || !(await admit(request))) return undefined;
      const finishingUntil = new Date(now.getTime() + finishingMs);
      await request.update({ finishingAttemptId: finisherId, finishingUntil });
      return request.row;
    });
  }

  /** Keeps what was obtained, unless something has come between. */
  async settle(requestId: string, finisher: Finisher, grant: ObtainedGrant): Promise<Fate> {
    return this.changes.change(requestId, async (request) => {
      if (!isStill(request, finisher)) return isServed(request) ? 'superseded' : 'unwanted';
      const ending = await changeEnding(request, grant.profile.registrationVersion);
      if (ending !== undefined) {
        await request.end(ending);
        return 'unwanted';
      }
      await this.store(request, finisher, grant);
      return 'kept';
    });
  }

  /** What a quarantined authorization is for is chosen, and whose it is: what comes next is as with any other. */
  async decide(requestId: string, finisher: Finisher, { registrationVersion, ...decided }: Decided): Promise<void> {
    await this.changes.change(requestId, async (request) => {
      const { authorizationId, status } = request.row;
      if (status !== 'choice-required' || request.row.finishingAttemptId !== finisher.id) return;
      const ending = await changeEnding(request, registrationVersion);
      if (ending !== undefined) return void (await request.end(ending));
      const isThere =
        authorizationId !== null && (await this.authorizations.decide(request.manager, authorizationId, decided));
      if (!isThere) return void (await request.end(changedEnding));
      await request.step('chosen', { accountName: decided.account.name, choices: null, finishingUntil: null });
      await this.prove(request, finisher);
    });
  }

  /** Ends the request because the action, or where its profile leads, has changed; unless something has come between. */
  async abandon(requestId: string, finisher: Pick<Finisher, 'id'>): Promise<void> {
    await this.changes.change(requestId, async (request) => {
      if (!isStill(request, finisher)) return;
      await request.end((await stopEnding(request.manager, request.row)) ?? changedEnding);
    });
  }

  /** Ends the request by an error, unless something has come between. */
  async fail(requestId: string, finisher: Pick<Finisher, 'id'>, error: unknown): Promise<void> {
    const ending = endingOf(error);
    if (ending === undefined) this.logger.error({ err: error, requestId }, 'an authorization could not be completed');
    await this.changes.change(requestId, async (request) => {
      if (!isStill(request, finisher)) return;
      await request.end(ending ?? { reason: 'internal', message: `An unexpected error; the log names ${requestId}.` });
    });
  }

  private async store(request: LockedRequest, finisher: Finisher, grant: ObtainedGrant): Promise<void> {
    const { profile, tokenSet, scopes, parameters, account = undecided, choices } = grant;
    const { id: authorizationRequestId, ...row } = request.row;
    const authorization = await this.authorizations.store(request.manager, {
      ...{ workspaceId: row.workspaceId, botId: row.botId, actionId: row.actionId },
      ...{ connectorId: row.connectorId, authProfileId: row.authProfileId, authorizationRequestId },
      registrationVersion: profile.registrationVersion,
      subject: subjectOf(request.row),
      ...{ tokenSet, scopes, parameters, account, isActive: false },
    });
    await request.step('exchanged', {
      ...{ authorizationId: authorization.id, accountName: account.name || null, finishingUntil: null },
    });
    if (choices === undefined) await this.prove(request, finisher);
    else await this.askToChoose(request, choices);
  }

  private async askToChoose(request: LockedRequest, choices: NonNullable<ObtainedGrant['choices']>): Promise<void> {
    const expiresAt = new Date(Math.max(request.row.expiresAt.getTime(), Date.now() + choosingMs));
    await request.step('choice-asked', { status: 'choice-required', choices, expiresAt });
    await this.deadlines.set(request.row.id, expiresAt, request.manager);
  }

  private async prove(request: LockedRequest, { isProven }: Finisher): Promise<void> {
    if (request.row.simulatedOutcome === 'wrong-person') return void (await request.end(foreignEnding));
    if (!isProven) return this.proofs.ask(request);
    const { id } = await this.authorizations.activate(request.manager, request.row.authorizationId ?? '');
    await request.update({ authorizationId: id });
    await request.end({ reason: 'authorized', message: 'The authorization is active.' });
  }
}

/** Whether nothing has come between: the request waits for this very finisher. */
function isStill({ isOpen, row }: LockedRequest, { id }: Pick<Finisher, 'id'>): boolean {
  return (isOpen || row.status === 'choice-required') && row.finishingAttemptId === id;
}

/** Whether another attempt of the same request has got, or is getting, what this one came for: then revoking would hurt it. */
function isServed({ isLive, row }: LockedRequest): boolean {
  return isLive || row.status === 'completed';
}

function subjectOf({ endUserId, memberId }: AuthorizationRequest): Subject {
  if (memberId !== null) return { kind: 'member', memberId };
  return endUserId === null ? { kind: 'shared' } : { kind: 'end-user', endUserId };
}

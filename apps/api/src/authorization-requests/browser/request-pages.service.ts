import { Injectable } from '@nestjs/common';
import type { Connector, OAuthScope } from '#connectors';
import { maskIdentity } from '#auth-profiles';
import { DataSource } from 'typeorm';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import type { ResolvedAuthProfile } from '../../auth-profiles/resolved-auth-profile.js';
import { Bot } from '../../bots/bot.entity.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { EndUser } from '../../end-users/end-user.entity.js';
import { NotFoundError } from '../../http/problem.js';
import { exits, type ExitName } from '../../pages/exits.js';
import type { PageAnswer } from '../../pages/pages.service.js';
import type {
  ChoicePage,
  ExitPage,
  HandOver,
  LandingPage,
  PageParties,
  ParameterQuestion,
  ScopeWords,
} from '../../pages/views/page.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { BrowserProofsService } from '../proofs/browser-proofs.service.js';
import { ProofsService } from '../proofs/proofs.service.js';
import { returnLink } from '../endings/return-url.js';

/** What a landing page shows besides its request. */
export interface LandingState {
  readonly token: string;
  readonly formToken: string;
  readonly questions: readonly ParameterQuestion[];
  readonly credentials?: LandingPage['credentials'];
  readonly alert?: LandingPage['alert'];
  readonly message?: string;
}

/** Makes pages of requests: who asks, for what, for whom, and how it ended. */
@Injectable()
export class RequestPagesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly profiles: AuthProfilesService,
    private readonly connectors: ConnectorsService,
    private readonly proofs: ProofsService,
    private readonly browsers: BrowserProofsService,
  ) {}

  /** The profile of a request; undefined when it is gone. */
  async profileOf({ workspaceId, authProfileId }: AuthorizationRequest): Promise<ResolvedAuthProfile | undefined> {
    return this.profiles.resolve(workspaceId, authProfileId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
  }

  /** The system that a request is for. */
  connectorOf({ connectorId }: AuthorizationRequest): Connector {
    return this.connectors.get(connectorId);
  }

  /** What a link opens while the request is open. */
  async landing(row: AuthorizationRequest, state: LandingState): Promise<LandingPage> {
    const { token, ...rest } = state;
    const described = this.connectors.registry.find(row.connectorId)?.oauth?.scopes ?? [];
    return {
      kind: 'landing',
      parties: await this.partiesOf(row),
      action: `/authorize/${token}`,
      person: await this.personOf(row),
      minutesLeft: minutesUntil(row.expiresAt),
      scopes: wordsOf(row.scopes, described),
      ...rest,
    };
  }

  /** What is to be chosen, for the browser that finished. */
  async choice(
    row: AuthorizationRequest,
    form: Pick<ChoicePage, 'action' | 'formToken' | 'alert'>,
  ): Promise<{ readonly page: ChoicePage; readonly status?: number }> {
    const { title = '', description = '' } = this.connectors.registry.find(row.connectorId)?.choice ?? {};
    const parties = await this.partiesOf(row);
    const minutesLeft = minutesUntil(row.expiresAt);
    return { page: { kind: 'choice', parties, title, description, minutesLeft, choices: row.choices ?? [], ...form } };
  }

  /** The code for the browser that finished. */
  async code(row: AuthorizationRequest): Promise<PageAnswer> {
    const code = await this.proofs.codeOf(row);
    if (code === undefined || row.codeExpiresAt === null) return this.exit(row, 'unfinished');
    const parties = await this.partiesOf(row);
    const minutesLeft = minutesUntil(row.codeExpiresAt);
    const accountName = row.accountName ?? undefined;
    const handOver = await this.handOverOf(row);
    return { page: { kind: 'code', parties, code, minutesLeft, accountName, returnUrl: returnLink(row), handOver } };
  }

  /** How a request ended, told calmly; whose account it is only to the browser that finished. */
  async ending(row: AuthorizationRequest, { isFinisher }: { readonly isFinisher: boolean }): Promise<PageAnswer> {
    const { page } = await this.exit(row, row.reason ?? 'unfinished');
    const accountName = isFinisher ? (row.accountName ?? undefined) : undefined;
    return { page: { ...page, accountName, message: row.message ?? undefined, handOver: await this.handOverOf(row) } };
  }

  /** A page that ends a visit, about a request. */
  async exit(row: AuthorizationRequest, exit: ExitName): Promise<{ readonly page: ExitPage; readonly status: number }> {
    const isOver = row.completedAt !== null;
    const page: ExitPage = {
      kind: 'exit',
      exit,
      parties: await this.partiesOf(row),
      reference: row.id,
      ...(isOver && { returnUrl: returnLink(row) }),
    };
    return { page, status: exits[exit].status };
  }

  private async handOverOf(row: AuthorizationRequest): Promise<HandOver> {
    return { requestId: row.id, status: row.status, origins: await this.browsers.originsOf(row) };
  }

  private async partiesOf(row: AuthorizationRequest): Promise<PageParties> {
    const asking = await this.askingName(row);
    const profile = await this.profileOf(row);
    const connector = this.connectors.registry.find(row.connectorId);
    const system = profile?.identityProviderName ?? connector?.name;
    return { bot: asking, system, isShared: row.subjectKind === 'shared' };
  }

  /** The bot; or, for what is to belong to a profile or a member, the workspace. */
  private async askingName({ botId, workspaceId }: AuthorizationRequest): Promise<string | undefined> {
    const { manager } = this.dataSource;
    if (botId !== null) return (await manager.findOneBy(Bot, { id: botId }))?.name;
    const sql = 'SELECT name FROM workspaces WHERE id = $1';
    const [workspace] = await manager.query<{ name: string }[]>(sql, [workspaceId]);
    return workspace?.name;
  }

  private async personOf({ endUserId }: AuthorizationRequest): Promise<LandingPage['person']> {
    if (endUserId === null) return undefined;
    const endUser = await this.dataSource.manager.findOneBy(EndUser, { id: endUserId });
    if (endUser === null) return undefined;
    const { displayName, externalId, channel } = endUser;
    return { identity: maskIdentity(displayName ?? externalId), channel };
  }
}

/** What the scopes allow, each said once; one that the connector does not describe is named. */
function wordsOf(scopes: readonly string[], described: readonly OAuthScope[]): readonly ScopeWords[] {
  const words = scopes.map((id) => described.find((scope) => scope.id === id) ?? { description: id });
  return words.filter(({ description }, index) => words.findIndex((one) => one.description === description) === index);
}

function minutesUntil(time: Date): number {
  return Math.max(1, Math.ceil((time.getTime() - Date.now()) / 60_000));
}

import { Injectable } from '@nestjs/common';
import { hashToken } from '#auth-profiles';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import type { Visitor } from '../browser/visit.js';
import { GrantsService } from '../completion/grants.service.js';
import { SettlementsService } from '../completion/settlements.service.js';
import { ProofsService } from '../proofs/proofs.service.js';

/** Somebody in a browser that is bound. */
export type Browser = Visitor & { readonly browserToken: string };

/** Brings requests on once it is chosen what they are for: once, whoever presses how often. */
@Injectable()
export class ChoicesService {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly authorizations: AuthorizationsService,
    private readonly grants: GrantsService,
    private readonly settlements: SettlementsService,
    private readonly proofs: ProofsService,
  ) {}

  /** However it goes, the request tells it afterwards. */
  async take(row: AuthorizationRequest, { browserToken, sessionToken }: Browser, value: string): Promise<void> {
    const attemptId = row.finishingAttemptId ?? '';
    const claimed = await this.settlements.claim(row.id, attemptId, (request) =>
      Promise.resolve(request.row.status === 'choice-required' && request.row.finishingAttemptId === attemptId),
    );
    if (claimed === undefined) return;
    const isProven = await this.proofs.suffices(claimed, { browserHash: hashToken(browserToken), sessionToken });
    await this.identify(claimed, { attemptId, isProven, value });
  }

  private async identify(
    row: AuthorizationRequest,
    chosen: { readonly attemptId: string; readonly isProven: boolean; readonly value: string },
  ): Promise<void> {
    const { attemptId: id, isProven, value } = chosen;
    try {
      const given = await this.authorizations.openQuarantined(row.authorizationId ?? '');
      const { choice } = this.connectors.get(row.connectorId);
      if (choice === undefined) throw new Error('What was to be chosen is gone.');
      if (given === undefined) return void (await this.settlements.abandon(row.id, { id }));
      const parameters = { ...given.parameters, [choice.parameter]: value };
      const account = await this.grants.identify(row, { ...given, parameters });
      const finisher = { id, parameters, isProven };
      if (account === undefined) return void (await this.settlements.abandon(row.id, finisher));
      const { registrationVersion } = given;
      await this.settlements.decide(row.id, finisher, { parameters, account, registrationVersion });
    } catch (error) {
      await this.settlements.fail(row.id, { id }, error);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import type { Caller } from '../../http/caller.js';
import { ProvidersService } from '../providers/providers.service.js';
import { SingleSignOnService } from '../single-sign-on.service.js';
import { signedOutUrlOf } from './addresses.js';
import { ProviderSessionsService } from './provider-sessions.service.js';

/** Signing out at the provider as well (OpenID Connect RP-Initiated Logout 1.0). */
@Injectable()
export class SignOutsService {
  private readonly logger = new Logger('single-sign-on');

  constructor(
    private readonly settings: SingleSignOnService,
    private readonly providers: ProvidersService,
    private readonly held: ProviderSessionsService,
    private readonly environment: Environment,
  ) {}

  /**
   * Where whoever ends this session signs out at the provider; undefined where that is not wanted, cannot be, or the session began
   * otherwise. A provider that does not answer keeps nobody from signing out here.
   * @param state what the provider gives back
   */
  async urlFor({ workspaceId, sessionId = '' }: Caller, state: string): Promise<string | undefined> {
    const row = await this.settings.find(workspaceId);
    if (row?.signsOutAtProvider !== true) return undefined;
    const hint = await this.held.hintFor(sessionId, row);
    if (hint === undefined) return undefined;
    const parameters = { post_logout_redirect_uri: signedOutUrlOf(this.environment.publicUrl), state, ...hint };
    const url = await this.providers.endSessionUrl(row, parameters).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'where to sign out at the provider could not be learned');
      return undefined;
    });
    return url?.href;
  }
}

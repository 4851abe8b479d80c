import { Injectable, Logger } from '@nestjs/common';
import { request } from 'undici';
import type { OAuthClientSettings } from '#auth-profiles';
import { Environment } from '../config/environment.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import type { SandboxPlan } from './outcomes.js';

const timeoutMs = 3_000;

/**
 * Asks the operator's own sandbox for what a sign-in shall come to. Its address is the operator's alone: nothing that a customer writes
 * becomes part of it but the name of a connector of the catalogue.
 */
@Injectable()
export class SandboxControlService {
  private readonly logger = new Logger('simulator');
  private readonly root: string | undefined;

  constructor(
    { simulatorUrl }: Environment,
    private readonly connectors: ConnectorsService,
  ) {
    this.root = simulatorUrl?.replace(/\/+$/, '');
  }

  /** Whether the operator runs a sandbox. */
  get isThere(): boolean {
    return this.root !== undefined;
  }

  /** Whether people sign in at the sandbox with these settings. */
  plays(connectorId: string, { authorizationUrl = '', tokenUrl }: OAuthClientSettings): boolean {
    const home = `${this.root}/${connectorId}/`;
    return this.isThere && [authorizationUrl, tokenUrl].every((url) => url.startsWith(home));
  }

  /** Plans the way of one authorization request; false, and logged, when the sandbox does not take the order. */
  async plan(connectorId: string, state: string, plan: SandboxPlan): Promise<boolean> {
    const { id } = this.connectors.get(connectorId);
    try {
      const { statusCode, body } = await request(`${this.root}/control/${id}/trips`, {
        method: 'POST',
        dispatcher: this.connectors.egress.dispatcher,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ state, ...plan }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await body.dump();
      if (statusCode !== 204) this.logger.warn({ status: statusCode }, 'the sandbox refuses to simulate a sign-in');
      return statusCode === 204;
    } catch (error) {
      this.logger.warn({ err: error }, 'a sign-in could not be simulated: is the sandbox running?');
      return false;
    }
  }
}

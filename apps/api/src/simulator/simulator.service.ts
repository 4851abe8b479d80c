import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OAuthClientSettings } from '#auth-profiles';
import { AuthProfilesService } from '../auth-profiles/auth-profiles.service.js';
import { BotsService } from '../bots/bots.service.js';
import type { Caller } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import { outcomeDescriptions, simulatedOutcomes, type SimulatedOutcome } from './outcomes.js';
import { SandboxControlService } from './sandbox-control.service.js';
import type { SimulatorView } from './simulator.dto.js';

/** A sign-in that is about to begin. */
export interface BeginningSignIn {
  /** Null for one that is for no bot, which goes as it goes. */
  readonly botId: string | null;
  readonly connectorId: string;
}

interface SignInPlace {
  readonly connectorId: string;
  readonly authProfileId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Lets members choose what the next sign-in of a bot comes to: at the operator's own sandbox, and nowhere else. */
@Injectable()
export class SimulatorService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly profiles: AuthProfilesService,
    private readonly sandbox: SandboxControlService,
  ) {}

  /** What is chosen, and what can be. */
  async show(caller: Caller, botId: string): Promise<SimulatorView> {
    const bot = await this.bots.get(caller, botId);
    const [chosen] = await this.dataSource.query<{ readonly outcome: SimulatedOutcome }[]>(
      'SELECT outcome FROM simulator_choices WHERE bot_id = $1',
      [bot.id],
    );
    return {
      isAvailable: await this.isAvailable(bot),
      outcome: chosen?.outcome ?? 'allowed',
      outcomes: simulatedOutcomes.map((id) => {
        const { title, description } = outcomeDescriptions[id];
        return { id, title, description };
      }),
    };
  }

  /**
   * Chooses what the next sign-in comes to.
   * @throws {ProblemError} `simulator-unavailable`
   */
  async choose(caller: Caller, botId: string, outcome: SimulatedOutcome): Promise<SimulatorView> {
    const bot = await this.bots.get(caller, botId);
    if (!(await this.isAvailable(bot))) {
      const detail = 'Sign-ins can be simulated where the operator runs the sandbox and an action is authorized there.';
      throw new ProblemError('simulator-unavailable', detail);
    }
    await this.keep(bot.id, outcome);
    return this.show(caller, bot.id);
  }

  /** Takes what was chosen for a sign-in, once; undefined, without I/O, where the sandbox does not play the provider. */
  async take({ botId, connectorId }: BeginningSignIn, settings: OAuthClientSettings) {
    if (botId === null || !this.sandbox.plays(connectorId, settings)) return undefined;
    const [taken] = await this.dataSource.query<[{ readonly outcome: SimulatedOutcome }[], number]>(
      'DELETE FROM simulator_choices WHERE bot_id = $1 RETURNING outcome',
      [botId],
    );
    return taken[0]?.outcome;
  }

  /** Has the sandbox do what was taken. When it cannot, the choice holds for the next sign-in, and this one goes as it goes. */
  async plan({ botId, connectorId }: BeginningSignIn, redirectUrl: string, outcome: SimulatedOutcome): Promise<void> {
    const { plan } = outcomeDescriptions[outcome];
    if (plan === undefined || botId === null) return;
    const state = new URL(redirectUrl).searchParams.get('state') ?? '';
    if (!(await this.sandbox.plan(connectorId, state, plan))) await this.keep(botId, outcome);
  }

  private async keep(botId: string, outcome: SimulatedOutcome): Promise<void> {
    if (outcome === 'allowed') {
      await this.dataSource.query('DELETE FROM simulator_choices WHERE bot_id = $1', [botId]);
      return;
    }
    await this.dataSource.query(
      `INSERT INTO simulator_choices (bot_id, outcome) VALUES ($1, $2)
       ON CONFLICT (bot_id) DO UPDATE SET outcome = excluded.outcome, chosen_at = now()`,
      [botId, outcome],
    );
  }

  private async isAvailable({ id, workspaceId }: { readonly id: string; readonly workspaceId: string }) {
    if (!this.sandbox.isThere) return false;
    const places = await this.dataSource.query<SignInPlace[]>(
      `SELECT connector_id AS "connectorId", auth_profile_id AS "authProfileId", parameters FROM actions WHERE bot_id = $1`,
      [id],
    );
    const found = await Promise.all(places.map((place) => this.isAtSandbox(workspaceId, place)));
    return found.includes(true);
  }

  /** A profile that is gone, or whose values do not fit, leads nowhere. */
  private async isAtSandbox(workspaceId: string, { connectorId, authProfileId, parameters }: SignInPlace) {
    const profile = await this.profiles.resolve(workspaceId, authProfileId).catch(() => undefined);
    try {
      return profile !== undefined && this.sandbox.plays(connectorId, profile.clientSettings(parameters));
    } catch {
      return false;
    }
  }
}

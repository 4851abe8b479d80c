import { AnswerField, BooleanField, IntegerField, TextField } from '../http/fields.js';
import type { Workspace } from '../members/workspace.entity.js';

/** The longest idle time-out of a regulated workspace, in minutes. */
export const regulatedIdleMinutes = 15;

/** Body of changing a workspace. */
export class UpdateWorkspaceDto {
  @IntegerField({ min: 1, description: 'The version that was read: who changes another one is told.' })
  readonly version!: number;
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @IntegerField({ optional: true, min: 5, max: 480, description: 'At most 15 in a regulated workspace.' })
  readonly idleTimeoutMinutes?: number;
  @BooleanField({ optional: true, description: 'Whether API keys end, too, when nothing uses them for that long.' })
  readonly limitsApiKeys?: boolean;
  @BooleanField({ optional: true, description: 'Such as by HIPAA: the idle time-out is 15 minutes at most.' })
  readonly isRegulated?: boolean;
  @BooleanField({ optional: true, description: 'Whoever signs in by password sets up a second factor first.' })
  readonly requiresSecondFactor?: boolean;
}

/** A workspace. */
export class WorkspaceView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'integer', description: 'After so long without a request sessions end.' })
  readonly idleTimeoutMinutes!: number;
  @AnswerField({ type: 'boolean' }) readonly limitsApiKeys!: boolean;
  @AnswerField({ type: 'boolean' }) readonly isRegulated!: boolean;
  @AnswerField({ type: 'boolean' }) readonly requiresSecondFactor!: boolean;
  @AnswerField({ type: 'boolean', description: 'Set with single sign-on: only owners may use a password.' })
  readonly requiresSingleSignOn!: boolean;
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
}

/** What is shown of a workspace. */
export function toWorkspaceView(workspace: Workspace): WorkspaceView {
  const { id, name, idleTimeoutMinutes, limitsApiKeys, isRegulated, version } = workspace;
  return {
    ...{ id, name, idleTimeoutMinutes, limitsApiKeys, isRegulated, version },
    requiresSecondFactor: workspace.requiresSecondFactor,
    requiresSingleSignOn: workspace.requiresSingleSignOn,
    createdAt: workspace.createdAt.toISOString(),
  };
}

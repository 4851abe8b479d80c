import { AnswerField, AnswerObjectField } from '../../http/fields.js';
import type { Session } from '../session.entity.js';
import { inPlainWords } from './user-agents.js';

/** A session of a member. */
export class MemberSessionView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly lastSeenAt!: string;
  @AnswerField({ type: 'string', description: 'Network address that it was begun from; empty when unknown.' })
  readonly address!: string;
  @AnswerField({ type: 'string', example: 'Firefox on Windows' }) readonly program!: string;
  @AnswerField({ type: 'string', enum: ['password', 'sso'] }) readonly method!: string;
  @AnswerField({ type: 'boolean', description: 'Whether it is the one that asks.' }) readonly isCurrent!: boolean;
}

/** The sessions of a member, the one used last first. */
export class MemberSessionsView {
  @AnswerObjectField(() => MemberSessionView, { isList: true }) readonly items!: readonly MemberSessionView[];
}

/** How many sessions have ended. */
export class EndedSessionsView {
  @AnswerField({ type: 'integer' }) readonly ended!: number;
}

/** What is shown of a session. */
export function toMemberSessionView(session: Session, currentId: string | undefined): MemberSessionView {
  const { id, createdAt, lastSeenAt, address, userAgent, method } = session;
  return {
    ...{ id, address, method },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    program: inPlainWords(userAgent),
    isCurrent: id === currentId,
  };
}

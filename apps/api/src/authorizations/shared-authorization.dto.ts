import { AnswerField } from '../http/fields.js';
import type { Authorization } from './authorization.entity.js';

const text = { type: 'string' } as const;
const optionalText = { type: ['string', 'null'] } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;

/** An authorization as far as it stands beside the button that renews it: an action's, a profile's or a member's. */
export class SharedAuthorizationView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, enum: ['active', 'needs-reauthorization'] }) readonly state!: string;
  @AnswerField(text) readonly accountName!: string;
  @AnswerField(optionalText) readonly accountEmail!: string | null;
  @AnswerField(optionalText) readonly organisation!: string | null;
  @AnswerField({ ...optionalText, description: "The vendor's edition or plan, in its own words." })
  readonly edition!: string | null;
  @AnswerField({ type: 'array', items: text }) readonly scopes!: readonly string[];
  @AnswerField({ ...optionalTime, description: 'Null when the provider does not say.' })
  readonly expiresAt!: string | null;
  @AnswerField({ type: 'boolean' }) readonly isRefreshable!: boolean;
  @AnswerField(optionalTime) readonly lastRefreshedAt!: string | null;
  @AnswerField(optionalTime) readonly nextRefreshAt!: string | null;
  @AnswerField(optionalTime) readonly lastUsedAt!: string | null;
  @AnswerField(optionalTime) readonly activatedAt!: string | null;
}

/** What is shown of a shared authorization. */
export function toSharedAuthorizationView(row: Authorization): SharedAuthorizationView {
  const { id, state, account, scopes, isRefreshable } = row;
  return {
    ...{ id, state, accountName: account.name, scopes, isRefreshable },
    accountEmail: account.email ?? null,
    organisation: account.organisation ?? null,
    edition: account.edition ?? null,
    expiresAt: toText(row.expiresAt),
    lastRefreshedAt: toText(row.lastRefreshedAt),
    nextRefreshAt: toText(row.nextRefreshAt),
    lastUsedAt: toText(row.lastUsedAt),
    activatedAt: toText(row.activatedAt),
  };
}

function toText(moment: Date | null): string | null {
  return moment?.toISOString() ?? null;
}

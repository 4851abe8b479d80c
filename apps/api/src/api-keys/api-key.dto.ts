import { AnswerField, TextField, TextListField, TimeField } from '../http/fields.js';
import { allPermissions, type Permission } from '../http/permissions.js';
import type { ApiKey } from './api-key.entity.js';

/** Body of making an API key. */
export class CreateApiKeyDto {
  @TextField({ max: 100, example: 'Bot platform' }) readonly name!: string;
  @TextListField({ values: allPermissions, description: 'What the key may do: at most what its maker may.' })
  readonly permissions!: readonly Permission[];
  @TextListField({
    optional: true,
    description:
      'The only bots it serves; all of the workspace when left out. Such a key has no permission for the whole workspace.',
  })
  readonly botIds?: string[];
  @TimeField({ optional: true, description: 'From then on it is refused; at most as late as for its maker.' })
  readonly expiresAt?: string;
}

/** An API key as it is shown: never the key itself. */
export class ApiKeyView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string', description: 'The last four characters of the key.' }) readonly hint!: string;
  @AnswerField({ type: 'array', items: { type: 'string', enum: [...allPermissions] } })
  readonly permissions!: readonly string[];
  @AnswerField({ type: ['array', 'null'], items: { type: 'string' } }) readonly botIds!: readonly string[] | null;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: ['string', 'null'], format: 'date-time' }) readonly expiresAt!: string | null;
  @AnswerField({ type: ['string', 'null'], format: 'date-time' }) readonly lastUsedAt!: string | null;
  @AnswerField({ type: 'boolean', description: 'It is refused while the member who made it is deactivated.' })
  readonly isSuspended!: boolean;
}

/** An API key that has just been made. */
export class CreatedApiKeyView extends ApiKeyView {
  @AnswerField({ type: 'string', description: 'The key; it is shown this once.' }) readonly key!: string;
}

/** A key, and whether it rests because whoever made it is deactivated. */
export interface ShownApiKey {
  readonly id: string;
  readonly apiKey: ApiKey;
  readonly isSuspended: boolean;
}

/** What is shown of a key. */
export function toApiKeyView({ apiKey, isSuspended }: Pick<ShownApiKey, 'apiKey' | 'isSuspended'>): ApiKeyView {
  return {
    id: apiKey.id,
    name: apiKey.name,
    hint: apiKey.hint,
    permissions: apiKey.permissions,
    botIds: apiKey.botIds,
    createdAt: apiKey.createdAt.toISOString(),
    expiresAt: apiKey.expiresAt?.toISOString() ?? null,
    lastUsedAt: apiKey.lastUsedAt?.toISOString() ?? null,
    isSuspended,
  };
}

import { TextField } from '../../http/fields.js';

/** Query of running an operation with a file. */
export class SendContentQuery {
  @TextField({ optional: true, max: 200, description: "The host's id of the person on whose behalf it runs." })
  readonly endUserId?: string;
  @TextField({
    optional: true,
    max: 50,
    pattern: /^[\w.-]+$/,
    description: 'The channel of that person; `api` unless told.',
  })
  readonly channel?: string;
  @TextField({ max: 16_000, description: "The operation's input, by its JSON Schema, as JSON." })
  readonly input!: string;
  @TextField({
    optional: true,
    max: 200,
    pattern: /^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/,
    description: 'What kind of file it is; `application/octet-stream` unless told.',
    example: 'application/pdf',
  })
  readonly mediaType?: string;
}

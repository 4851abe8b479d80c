import { TextField } from '../http/fields.js';

/** How a host names the person it speaks for. */
export class EndUserDto {
  @TextField({ max: 200, description: "The host's id of the person.", example: 'u-42' }) readonly id!: string;
  @TextField({ optional: true, max: 200, description: 'Shown, masked, on the authorization page.' })
  readonly displayName?: string;
  @TextField({
    optional: true,
    max: 50,
    pattern: /^[\w.-]+$/,
    description: 'Where the person talks to the bot; `api` unless told.',
  })
  readonly channel?: string;
}

/** The channel of an end user whose host names none. */
export const defaultChannel = 'api';

import { TextField } from '../../http/fields.js';

/** Where to go once signed in. */
export class SignOnQuery {
  @TextField({ optional: true, max: 2000, description: 'A path of the console.' }) readonly returnTo?: string;
}

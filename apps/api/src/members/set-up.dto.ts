import { EmailField, TextField } from '../http/fields.js';

/** Body of the first set-up. */
export class SetUpDto {
  @TextField({ min: 16, max: 200, description: 'The one-time token that the server printed at start.' })
  readonly token!: string;
  @TextField({ max: 100, example: 'Ada Example' }) readonly name!: string;
  @EmailField({ example: 'ada@example.com' }) readonly email!: string;
  @TextField({ min: 12, max: 200, verbatim: true, description: 'At least 12 characters.' }) readonly password!: string;
  @TextField({ optional: true, max: 100 }) readonly workspaceName?: string;
}

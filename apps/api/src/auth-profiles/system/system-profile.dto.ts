import { JsonField, TextField } from '../../http/fields.js';
import { ProfileFieldsDto } from '../auth-profile.dto.js';

/** One way to authorize of the operator's; with its connector's preset for what is left out. */
export class SystemProfileDto extends ProfileFieldsDto {
  @TextField({ max: 100 }) readonly connectorId!: string;
  @TextField({ optional: true, max: 255, verbatim: true }) readonly clientId?: string;
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @JsonField({ optional: true, description: "Other defaults for the connector's parameters, such as a login domain." })
  readonly parameters?: Readonly<Record<string, unknown>>;
}

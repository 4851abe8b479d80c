import type { ReactNode } from 'react';
import type { Violation } from '../../api/problem.ts';
import type { JsonSchema, JsonValue } from '../json-schema.ts';

/** What every field of a schema gets. */
export interface FieldProps {
  readonly schema: JsonSchema;
  /** The whole schema, for its `$defs`. */
  readonly root: JsonSchema;
  readonly label: string;
  readonly isRequired: boolean;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  readonly errors: readonly Violation[];
  /** Where the value stands in the whole. */
  readonly pointer: string;
}

/** What the controls of a field have in common. */
export function frameOf({ schema, label, isRequired, errors, pointer }: FieldProps): {
  readonly label: string;
  readonly description?: string;
  readonly withAsterisk: boolean;
  readonly error?: ReactNode;
} {
  const { description } = schema;
  const error = errors.find((violation) => violation.pointer === pointer)?.detail;
  return { label, description, withAsterisk: isRequired, error };
}

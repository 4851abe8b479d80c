import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema } from '../../../api/client.ts';
import { authProfilesQuery, checkQuery, type AuthProfile, type Check, type Preset } from '../auth-profiles.queries.ts';
import { ownFaults } from './own-faults.ts';
import { bodyOfForm, type ProfileForm } from './profile-form.ts';

const pauseMs = 350;
const nothing: Check = { violations: [], warnings: [], affected: null };

/** What is known of a form while it is typed. */
export interface FormCheck {
  readonly faultOf: (pointer: string) => string | undefined;
  readonly warningsOf: (pointer: string) => readonly string[];
  /** What saving it would mean for those who work with the profile; null for a new one. */
  readonly affected: Check['affected'];
  /** Checks what stands there now, and from then on blames empty fields too; answers what is wrong, and what it means. */
  readonly judge: () => Promise<Pick<Check, 'violations' | 'affected'>>;
  /** Empty fields are not blamed again: those of another screen have not been seen yet. */
  readonly forgive: () => void;
}

/** Checks a form as it is typed: after a pause, and once more before somebody goes on. */
export function useFormCheck(
  form: ProfileForm,
  stored: AuthProfile | undefined,
  preset: Preset | undefined,
): FormCheck {
  const queryClient = useQueryClient();
  const [isStrict, setStrict] = useState(false);
  const [settled] = useDebouncedValue(form, pauseMs);
  const { data = nothing } = useQuery(checkQuery(checkBody(settled, stored)));
  const { data: others = [] } = useInfiniteQuery(authProfilesQuery);
  const own = ownFaults(form, { stored, preset, others });
  const violations = [...own, ...data.violations];
  return {
    faultOf: (pointer) => {
      const fault = violations.find((violation) => violation.pointer === pointer);
      return fault !== undefined && (isStrict || !isEmpty(form, pointer)) ? fault.detail : undefined;
    },
    warningsOf: (pointer) =>
      data.warnings.filter((warning) => warning.pointer === pointer).map(({ message }) => message),
    affected: data.affected,
    forgive: () => setStrict(false),
    judge: async () => {
      setStrict(true);
      const found = await queryClient.fetchQuery(checkQuery(checkBody(form, stored)));
      return { violations: [...own, ...found.violations], affected: found.affected };
    },
  };
}

function checkBody(form: ProfileForm, stored: AuthProfile | undefined): Schema<'CheckAuthProfileDto'> {
  const body = bodyOfForm(form);
  if (stored !== undefined) return { ...body, profileId: stored.id };
  return { ...body, ...(form.connectorId !== null && { connectorId: form.connectorId }) };
}

function isEmpty(form: ProfileForm, pointer: string): boolean {
  const [, field = '', ...within] = pointer.split('/');
  const value = form[field as keyof ProfileForm];
  if (field === 'parameters' || field === 'credentials') return !within.reduce<unknown>(memberOf, value);
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function memberOf(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[name];
}

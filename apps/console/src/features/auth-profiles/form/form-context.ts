import { createContext, useContext } from 'react';
import type { AuthProfile, Preset } from '../auth-profiles.queries.ts';
import type { ProfileForm } from './profile-form.ts';

/** What the fields of an auth profile share. */
export interface FormState {
  readonly form: ProfileForm;
  readonly change: (changes: Partial<ProfileForm>) => void;
  /** The profile that is being changed, once there is one. */
  readonly stored: AuthProfile | undefined;
  readonly preset: Preset | undefined;
  /** What is wrong at a JSON pointer; a field that is still empty is not blamed before somebody wants to go on. */
  readonly faultOf: (pointer: string) => string | undefined;
  /** What works and will disappoint, at a JSON pointer or below it. */
  readonly warningsOf: (pointer: string) => readonly string[];
}

export const FormContext = createContext<FormState | undefined>(undefined);

/** The form that a field belongs to. */
export function useProfileForm(): FormState {
  const state = useContext(FormContext);
  if (state === undefined) throw new Error('A field of an auth profile stands outside its form.');
  return state;
}

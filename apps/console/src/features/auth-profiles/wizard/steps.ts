import { isCredentialGrant } from '../../../api/grant-types.ts';
import type { WizardStep } from '../../../app/workspace-routes.ts';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import type { ProfileForm } from '../form/profile-form.ts';

/** The screens of the wizard, in their order. */
export const steps = [
  { step: 'settings', label: 'Settings', title: 'Settings' },
  { step: 'details', label: 'Details', title: 'Authentication details' },
  { step: 'test', label: 'Test and save', title: 'Test and save' },
  { step: 'invite', label: 'Invite roles', title: 'Invite roles' },
] as const satisfies readonly { readonly step: WizardStep; readonly label: string; readonly title: string }[];

const ofSettings = /^\/(name|description|identityProviderName|parameters|grantType|credentialsId)(\/|$)/;

/** The screen on which a field stands. */
export function stepOf(pointer: string): WizardStep {
  return ofSettings.test(pointer) ? 'settings' : 'details';
}

/** The screen that can be shown: the one that is wanted, or the last one before it that has what it needs. */
export function reachable(wanted: WizardStep, form: ProfileForm, stored: AuthProfile | undefined): WizardStep {
  if (wanted === 'settings' || form.presetId === '') return 'settings';
  const hasClient = isCredentialGrant(form.grantType) || form.clientId.trim() !== '';
  if (wanted === 'details' || !hasClient) return 'details';
  return stored === undefined ? 'test' : wanted;
}

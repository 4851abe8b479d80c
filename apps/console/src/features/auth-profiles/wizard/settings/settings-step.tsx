import { Stack } from '@mantine/core';
import { isCodeGrant, isCredentialGrant } from '../../../../api/grant-types.ts';
import { NameFields } from '../../fields/name-fields.tsx';
import { WayField } from '../../fields/way-field.tsx';
import { withParameter, withPreset } from '../../form/profile-form.ts';
import { ParameterFields } from './parameter-fields.tsx';
import { PresetCards } from './preset-cards.tsx';
import { RegistrationGuide } from './registration-guide.tsx';
import type { WizardState } from '../use-wizard.ts';

/** The provider, what the profile is called, and what to register. */
export function SettingsStep({ wizard }: { readonly wizard: WizardState }) {
  const { form, preset, presets, setForm, stored, callback } = wizard;
  return (
    <Stack gap="xl">
      <PresetCards
        presets={presets}
        value={form.presetId}
        isReadOnly={stored !== undefined}
        onChoose={(chosen) => setForm((before) => withPreset(before, chosen))}
      />
      {preset !== undefined && (
        <>
          <WayField />
          <NameFields />
          <ParameterFields
            preset={preset}
            onType={(key, value) => setForm((before) => withParameter(before, preset, { key, value }))}
          />
          {!isCredentialGrant(form.grantType) && (
            <RegistrationGuide preset={preset} callback={isCodeGrant(form.grantType) ? callback : undefined} />
          )}
        </>
      )}
    </Stack>
  );
}

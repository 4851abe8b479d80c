import { Stack, Textarea } from '@mantine/core';
import { useProfileForm } from '../form/form-context.ts';
import { TextField } from './text-field.tsx';

/** What a profile is called, and what end users are told of it. */
export function NameFields() {
  const { form, change, faultOf } = useProfileForm();
  return (
    <Stack gap="md">
      <TextField
        field="name"
        label="Name"
        description="How your team tells profiles apart."
        placeholder="CRM of the sales team"
        maxLength={100}
        withAsterisk
      />
      <TextField
        field="identityProviderName"
        label="Identity provider name"
        description="End users read it when they are asked to authorize."
        placeholder="Salesforce"
        maxLength={100}
        withAsterisk
      />
      <Textarea
        label="Description"
        description="For your team only."
        maxLength={1000}
        autosize
        minRows={2}
        value={form.description}
        error={faultOf('/description')}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
    </Stack>
  );
}

import { Stack } from '@mantine/core';
import { AdditionalFields } from './additional-fields.tsx';
import { CallFields } from './call-fields.tsx';
import { ClientFields } from './client-fields.tsx';
import { GrantField, TenancyField } from './grant-fields.tsx';
import { ScopeField } from './scope-field.tsx';
import { UrlFields } from './url-fields.tsx';

/** How the app proves itself, where its requests go, and what it asks for. */
export function DetailFields() {
  return (
    <Stack gap="xl">
      <GrantField />
      <ClientFields />
      <UrlFields />
      <TenancyField />
      <ScopeField />
      <AdditionalFields />
      <CallFields />
    </Stack>
  );
}

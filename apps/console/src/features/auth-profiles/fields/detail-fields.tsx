import { Stack } from '@mantine/core';
import { isCredentialGrant } from '../../../api/grant-types.ts';
import { useProfileForm } from '../form/form-context.ts';
import { AdditionalFields } from './additional-fields.tsx';
import { AskedFields } from './by-kind/asked-fields.tsx';
import { AssertionFields } from './by-kind/assertion-fields.tsx';
import { OwnCredentialFields } from './by-kind/own-credential-fields.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { CallFields } from './call-fields.tsx';
import { ClientFields } from './client-fields.tsx';
import { ScopeField } from './scope-field.tsx';
import { TenancyField, UrlFields } from './url-fields.tsx';

/** How the app proves itself, where its requests go, and what it asks for; or what people are asked for. */
export function DetailFields() {
  const { form } = useProfileForm();
  const { grantType, connectorId } = form;
  return (
    <Stack gap="xl">
      {!isCredentialGrant(grantType) && <OAuthFields isSigned={grantType === 'jwt-bearer'} />}
      {isCredentialGrant(grantType) && (connectorId === null ? <OwnCredentialFields /> : <AskedFields />)}
      <CallFields />
      <AdvancedFields />
    </Stack>
  );
}

function OAuthFields({ isSigned }: { readonly isSigned: boolean }) {
  return (
    <>
      {isSigned ? <AssertionFields /> : <ClientFields />}
      <UrlFields />
      <TenancyField />
      <ScopeField />
      <AdditionalFields />
    </>
  );
}

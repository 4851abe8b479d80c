import { Group, Radio, Stack, TextInput } from '@mantine/core';
import { useProfileForm } from '../../form/form-context.ts';
import type { OwnCredentials } from '../../form/own-credentials.ts';
import { placementNames } from '../../words.ts';
import { Warned } from '../warned.tsx';

type Placement = OwnCredentials['placement'];
type Texts = Exclude<keyof OwnCredentials, 'placement'>;

/** What people are asked for at a system that the catalogue does not know, and where it goes in calls. */
export function OwnCredentialFields() {
  const { form } = useProfileForm();
  return (
    <Stack gap="md">
      {form.grantType === 'basic' ? (
        <>
          <Group grow align="flex-start">
            <OwnField field="usernameTitle" label="Title of the user name" placeholder="E-mail" />
            <OwnField field="passwordTitle" label="Title of the password" placeholder="API token" />
          </Group>
          <PlacedField
            field="usernameSuffix"
            label="Behind the user name"
            description="What the system wants there, such as /token. Mostly nothing."
          />
        </>
      ) : (
        <>
          <OwnField
            field="keyTitle"
            label="Title of the key"
            description="As the system calls it."
            placeholder="API key"
          />
          <KeyPlacement />
        </>
      )}
      <OwnField
        field="checkUrl"
        label="Authorization check URL"
        description="Called with what was entered: whoever authorizes is told at once when it is wrong. Without it nothing is checked."
        placeholder="https://"
      />
    </Stack>
  );
}

const places = ['header', 'query', 'basic-username'] as const;

function KeyPlacement() {
  const { form, change, faultOf } = useProfileForm();
  const { placement } = form.credentials;
  const choose = (where: Placement['in']) =>
    change({ credentials: { ...form.credentials, placement: { ...placement, ...usual[where], in: where } } });
  return (
    <>
      <Radio.Group
        label="Where the key goes in each call"
        value={placement.in}
        error={faultOf('/credentials/placement/in')}
        onChange={(where) => choose(where as Placement['in'])}
      >
        <Stack gap="xs" mt={6}>
          {places.map((place) => (
            <Radio key={place} value={place} label={placementNames[place]} />
          ))}
        </Stack>
      </Radio.Group>
      {placement.in === 'basic-username' ? (
        <PlacedField
          field="password"
          label="Password beside it"
          description="Not a secret: what stands there, such as X."
        />
      ) : (
        <Group grow align="flex-start">
          <PlacedField
            field="name"
            label={placement.in === 'header' ? 'Name of the header' : 'Name of the parameter'}
            withAsterisk
          />
          {placement.in === 'header' && <PlacedField field="prefix" label="Before the key" placeholder="Bearer " />}
        </Group>
      )}
    </>
  );
}

/** What is mostly right in each place. */
const usual: Readonly<Record<Placement['in'], Partial<Placement>>> = {
  header: { name: 'Authorization', prefix: 'Bearer ' },
  query: { name: 'api_key' },
  'basic-username': { password: 'X' },
};

interface FieldProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly withAsterisk?: boolean;
}

function OwnField({ field, ...props }: FieldProps & { readonly field: Texts }) {
  const { form, change } = useProfileForm();
  const { credentials } = form;
  return (
    <Line
      {...props}
      pointer={`/credentials/${field}`}
      value={credentials[field]}
      maxLength={field === 'checkUrl' ? 3000 : 100}
      onType={(text) => change({ credentials: { ...credentials, [field]: text } })}
    />
  );
}

function PlacedField({ field, ...props }: FieldProps & { readonly field: Exclude<keyof Placement, 'in'> }) {
  const { form, change } = useProfileForm();
  const { credentials } = form;
  const { placement } = credentials;
  return (
    <Line
      {...props}
      pointer={`/credentials/placement/${field}`}
      value={placement[field]}
      maxLength={255}
      onType={(text) => change({ credentials: { ...credentials, placement: { ...placement, [field]: text } } })}
    />
  );
}

interface LineProps extends FieldProps {
  readonly pointer: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onType: (text: string) => void;
}

function Line({ pointer, onType, ...props }: LineProps) {
  const { faultOf } = useProfileForm();
  return (
    <Warned pointer={pointer}>
      <TextInput
        autoComplete="off"
        spellCheck={false}
        {...props}
        error={faultOf(pointer)}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </Warned>
  );
}

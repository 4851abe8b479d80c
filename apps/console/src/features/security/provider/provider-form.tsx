import { Button, Checkbox, Fieldset, Group, PasswordInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { usePutSingleSignOn, type SingleSignOnSettings } from '../security.queries.ts';
import { bodyOfDraft, draftOf, secretInWords, type Draft } from './draft.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { ProviderTest } from './provider-test.tsx';

interface ProviderFormProps {
  readonly before: SingleSignOnSettings['singleSignOn'];
  readonly onCancel: () => void;
}

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** Everything about the provider, and who becomes what. */
export function ProviderForm({ before, onCancel }: ProviderFormProps) {
  const [draft, setDraft] = useState(() => draftOf(before));
  const put = usePutSingleSignOn();
  const change = (part: Partial<Draft>) => setDraft((held) => ({ ...held, ...part }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        put.mutate(bodyOfDraft(draft));
      }}
    >
      <Stack gap="lg">
        <ProviderFields draft={draft} change={change} before={before} />
        <ProviderTest issuer={draft.issuer.trim()} />
        <PeopleFields draft={draft} change={change} />
        {put.isError && <ProblemAlert error={put.error} />}
        <Group gap="xs">
          <Button type="submit" loading={put.isPending}>
            Save single sign-on
          </Button>
          {before === null && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function ProviderFields({ draft, change, before }: PartProps & Pick<ProviderFormProps, 'before'>) {
  return (
    <Fieldset legend="Identity provider">
      <Stack gap="md">
        <TextInput
          label="Name"
          description="On the button of the sign-in page."
          placeholder="Example Corp"
          required
          maxLength={60}
          value={draft.providerName}
          onChange={(event) => change({ providerName: event.currentTarget.value })}
        />
        <TextInput
          label="Issuer"
          description="As the provider names itself, letter by letter."
          placeholder="https://id.example.com"
          inputMode="url"
          required
          maxLength={500}
          value={draft.issuer}
          onChange={(event) => change({ issuer: event.currentTarget.value })}
        />
        <TextInput
          label="Client id"
          required
          maxLength={300}
          value={draft.clientId}
          onChange={(event) => change({ clientId: event.currentTarget.value })}
        />
        <PasswordInput
          label="Client secret"
          description={secretInWords(draft, before)}
          autoComplete="off"
          maxLength={1000}
          value={draft.clientSecret}
          onChange={(event) => change({ clientSecret: event.currentTarget.value })}
        />
        <TagsInput
          label="Scopes"
          value={draft.scopes}
          onChange={(scopes) => change({ scopes })}
          description="Some providers tell groups only when asked by a scope of its own."
        />
        <Checkbox
          label="Signing out here signs out at the provider, too"
          description="The browser is led there. Switched off, whoever leaves this console stays signed in elsewhere."
          checked={draft.signsOutAtProvider}
          onChange={(event) => change({ signsOutAtProvider: event.currentTarget.checked })}
        />
      </Stack>
    </Fieldset>
  );
}

function PeopleFields({ draft, change }: PartProps) {
  return (
    <Fieldset legend="Who may do what">
      <Stack gap="md">
        <TextInput
          label="Claim of groups"
          description="Where the provider lists groups. Dots lead into objects."
          required
          maxLength={200}
          value={draft.groupsClaim}
          onChange={(event) => change({ groupsClaim: event.currentTarget.value })}
        />
        <MappingEditor
          mappings={draft.mappings}
          defaultGrants={draft.defaultGrants}
          onChange={(mappings) => change({ mappings })}
          onDefaultChange={(defaultGrants) => change({ defaultGrants })}
        />
        <TagsInput
          label="Domains of e-mail addresses"
          description="Empty: every domain whose address the provider has verified."
          placeholder="example.com"
          value={draft.allowedDomains}
          onChange={(allowedDomains) => change({ allowedDomains })}
        />
        <Checkbox
          label="People become members when they first sign in"
          description="Otherwise only those come in who were invited before, by the same e-mail address."
          checked={draft.isJustInTime}
          onChange={(event) => change({ isJustInTime: event.currentTarget.checked })}
        />
        <Switch
          label="Single sign-on only"
          description="Passwords are then taken of owners alone, so that there is a way back when the provider fails. Sessions of others that began with a password end at once."
          checked={draft.isEnforced}
          onChange={(event) => change({ isEnforced: event.currentTarget.checked })}
        />
      </Stack>
    </Fieldset>
  );
}

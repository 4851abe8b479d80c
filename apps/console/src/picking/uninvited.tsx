import { Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { noticePreferencesQuery, useChangeNoticePreference } from '../api/notices.ts';

interface UninvitedProps {
  /** Profiles that one sees and may not use, with whom to ask. */
  readonly profiles: readonly { readonly name: string; readonly ask: readonly string[] }[];
}

/** Whom to ask for an invitation to profiles, and a switch to be told of it. */
export function Uninvited({ profiles }: UninvitedProps) {
  if (profiles.length === 0) return null;
  return (
    <Stack gap={6} component="section" aria-label="Profiles that you may not use yet">
      {[...new Set(profiles.map(whomToAsk))].map((whom) => (
        <Request key={whom} whom={whom} names={profiles.filter((one) => whomToAsk(one) === whom).map(nameOf)} />
      ))}
      <TellMe />
    </Stack>
  );
}

function Request({ whom, names }: { readonly whom: string; readonly names: readonly string[] }) {
  const them = names.length === 1 ? 'it' : 'them';
  return (
    <Text size="xs" c="dimmed">
      Ask {whom} to invite one of your roles to {names.join(', ')}: you see {them} here, and may not use {them} yet.
    </Text>
  );
}

function nameOf({ name }: { readonly name: string }): string {
  return `“${name}”`;
}

/** Who can invite somebody to a profile, by name where there are names. */
export function whomToAsk({ ask }: { readonly ask: readonly string[] }): string {
  return ask.length === 0 ? 'who manages auth profiles' : ask.join(' or ');
}

function TellMe() {
  const { data } = useQuery(noticePreferencesQuery);
  const change = useChangeNoticePreference();
  const preference = data?.items.find(({ kind }) => kind === 'profile-invited');
  if (preference === undefined) return null;
  return (
    <Switch
      size="xs"
      label="Tell me in my inbox when one of my roles is invited"
      checked={preference.isInInbox}
      onChange={({ currentTarget }) => change.mutate({ ...preference, isInInbox: currentTarget.checked })}
    />
  );
}

import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { checkQuery, type AuthProfile } from '../auth-profiles.queries.ts';

/** What works in a stored profile and will disappoint. */
export function Warnings({ profile }: { readonly profile: AuthProfile }) {
  const { data } = useQuery(checkQuery({ profileId: profile.id, description: profile.description }));
  const messages = [
    ...(data?.violations ?? []).map(({ detail }) => detail),
    ...(data?.warnings ?? []).map(({ message }) => message),
  ];
  if (messages.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="Take note">
      <List size="sm" spacing={4}>
        {messages.map((message) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

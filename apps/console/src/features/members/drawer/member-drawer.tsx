import { Drawer, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LoadingRows } from '../../../ui/loading.tsx';
import { Details } from '../../../ui/details.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { GrantsWords } from '../grants/grants-words.tsx';
import { MemberState } from '../list/member-list.tsx';
import { memberQuery, type MemberDetails } from '../members.queries.ts';
import { MemberActions } from './member-actions.tsx';
import { RolesForm } from './roles-form.tsx';

interface MemberDrawerProps {
  /** Who is looked at; nobody: it is closed. */
  readonly memberId: string | undefined;
  readonly onClose: () => void;
}

/** One member: what they may do, and what can be done about it. */
export function MemberDrawer({ memberId, onClose }: MemberDrawerProps) {
  return (
    <Drawer opened={memberId !== undefined} onClose={onClose} title="Member" position="right" size="lg">
      {memberId !== undefined && <Contents memberId={memberId} onClose={onClose} />}
    </Drawer>
  );
}

function Contents({ memberId, onClose }: { readonly memberId: string; readonly onClose: () => void }) {
  const member = useQuery(memberQuery(memberId));
  if (member.isPending) return <LoadingRows />;
  if (member.isError) return <ProblemAlert error={member.error} onRetry={() => void member.refetch()} />;
  const { data } = member;
  return (
    <Stack gap="lg">
      <Facts member={data} />
      {data.mayChange ? (
        <>
          <RolesForm key={data.version} member={data} />
          <MemberActions member={data} onRemoved={onClose} />
        </>
      ) : (
        <>
          <GrantsWords grants={data.grants} />
          <Text size="sm" c="dimmed">
            You cannot change this member: that needs somebody who holds all that they hold.
          </Text>
        </>
      )}
    </Stack>
  );
}

function Facts({ member }: { readonly member: MemberDetails }) {
  return (
    <Details
      items={[
        { label: 'Name', value: member.name },
        { label: 'E-mail address', value: member.email },
        { label: 'State', value: <MemberState state={member.state} /> },
        { label: 'Password', value: member.hasPassword ? 'Set' : 'None' },
        { label: 'Second factor', value: member.hasSecondFactor ? 'Set up' : 'None' },
        {
          label: 'Last seen',
          value: member.lastSeenAt === null ? 'Not signed in' : <RelativeTime time={member.lastSeenAt} />,
        },
        { label: 'Member since', value: <RelativeTime time={member.createdAt} /> },
      ]}
    />
  );
}

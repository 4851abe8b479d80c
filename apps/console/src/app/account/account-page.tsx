import { useQuery } from '@tanstack/react-query';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { accountQuery } from '../../features/account/account.queries.ts';
import { accountSections } from './account-sections.ts';

/** What belongs to the member alone, section by section. */
export function AccountPage() {
  const account = useQuery(accountQuery);
  return (
    <Page
      title="My account"
      description="Your name, how you sign in, what you are told of, and where you are signed in."
    >
      {account.isPending && <LoadingRows count={4} />}
      {account.isError && <ProblemAlert error={account.error} onRetry={() => void account.refetch()} />}
      {account.data !== undefined &&
        accountSections.map(({ id, component: Content }) => <Content key={id} account={account.data} />)}
    </Page>
  );
}

import { useQuery } from '@tanstack/react-query';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RulesSection } from './rules-section.tsx';
import { SingleSignOnSection } from './provider/single-sign-on-section.tsx';
import { singleSignOnQuery, workspaceQuery } from './security.queries.ts';

/** How members sign in, and for how long they stay. */
export function SecurityPage() {
  return (
    <Page title="Sign-in" description="How members sign in, and after how long without a request they are signed out.">
      <Settings />
    </Page>
  );
}

function Settings() {
  const workspace = useQuery(workspaceQuery);
  const singleSignOn = useQuery(singleSignOnQuery);
  return (
    <>
      {(workspace.isPending || singleSignOn.isPending) && <LoadingRows count={4} />}
      {workspace.isError && <ProblemAlert error={workspace.error} onRetry={() => void workspace.refetch()} />}
      {workspace.data !== undefined && <RulesSection key={workspace.data.version} workspace={workspace.data} />}
      {singleSignOn.isError && <ProblemAlert error={singleSignOn.error} onRetry={() => void singleSignOn.refetch()} />}
      {singleSignOn.data !== undefined && <SingleSignOnSection settings={singleSignOn.data} />}
    </>
  );
}

import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Authorizations. */
export function AuthorizationsPage() {
  return (
    <Page title="Authorizations">
      <LoadingRows />
    </Page>
  );
}

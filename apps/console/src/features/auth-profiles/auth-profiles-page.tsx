import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Auth profiles. */
export function AuthProfilesPage() {
  return (
    <Page title="Auth profiles">
      <LoadingRows />
    </Page>
  );
}

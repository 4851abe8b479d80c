import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Auth profile. */
export function AuthProfilePage() {
  return (
    <Page title="Auth profile">
      <LoadingRows />
    </Page>
  );
}

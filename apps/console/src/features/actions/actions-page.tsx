import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Actions. */
export function ActionsPage() {
  return (
    <Page title="Actions">
      <LoadingRows />
    </Page>
  );
}

import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Run. */
export function RunPage() {
  return (
    <Page title="Run">
      <LoadingRows />
    </Page>
  );
}

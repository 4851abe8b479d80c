import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Activity. */
export function ActivityPage() {
  return (
    <Page title="Activity">
      <LoadingRows />
    </Page>
  );
}

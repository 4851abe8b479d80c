import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Action. */
export function ActionPage() {
  return (
    <Page title="Action">
      <LoadingRows />
    </Page>
  );
}

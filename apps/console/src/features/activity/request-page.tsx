import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Request. */
export function RequestPage() {
  return (
    <Page title="Request">
      <LoadingRows />
    </Page>
  );
}

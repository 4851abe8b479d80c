import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** API keys. */
export function ApiKeysPage() {
  return (
    <Page title="API keys">
      <LoadingRows />
    </Page>
  );
}

import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Webhooks. */
export function WebhooksPage() {
  return (
    <Page title="Webhooks">
      <LoadingRows />
    </Page>
  );
}

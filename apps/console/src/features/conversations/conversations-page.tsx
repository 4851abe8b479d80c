import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Conversations. */
export function ConversationsPage() {
  return (
    <Page title="Conversations">
      <LoadingRows />
    </Page>
  );
}

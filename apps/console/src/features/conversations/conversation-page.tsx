import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Conversation. */
export function ConversationPage() {
  return (
    <Page title="Conversation">
      <LoadingRows />
    </Page>
  );
}

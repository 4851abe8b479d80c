import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Dialogs. */
export function DialogsPage() {
  return (
    <Page title="Dialogs">
      <LoadingRows />
    </Page>
  );
}

import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** Dialog. */
export function CanvasPage() {
  return (
    <Page title="Dialog">
      <LoadingRows />
    </Page>
  );
}

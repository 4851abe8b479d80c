import { Page } from '../../ui/page.tsx';
import { LoadingRows } from '../../ui/loading.tsx';

/** New auth profile. */
export function WizardPage() {
  return (
    <Page title="New auth profile">
      <LoadingRows />
    </Page>
  );
}

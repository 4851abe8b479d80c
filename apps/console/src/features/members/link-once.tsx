import { ShownOnce } from '../../ui/shown-once.tsx';

/** A link that is known for this once. */
export interface Link {
  readonly url: string;
  readonly isMailed: boolean;
  /** Whom it is for. */
  readonly email: string;
}

interface LinkOnceProps {
  readonly title: string;
  /** How long it lasts. */
  readonly lifetime: string;
  readonly link: Link | undefined;
  readonly onClose: () => void;
}

/** Shows a link for the only time. */
export function LinkOnce({ title, lifetime, link, onClose }: LinkOnceProps) {
  return (
    <ShownOnce
      {...{ title, onClose }}
      label="Link"
      warning={`It is shown this once. ${link?.isMailed ? `It was mailed to ${link.email} too.` : 'No mail was sent.'}`}
      value={link?.url}
      description={`Give it to ${link?.email ?? ''} and nobody else. It works once, within ${lifetime}.`}
    />
  );
}

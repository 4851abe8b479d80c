import { Section } from '../../../ui/section.tsx';
import { Preferences } from './preferences.tsx';

/** What the member is told of, and how, as a part of their account. */
export function NoticesSection() {
  return (
    <Section title="Notices">
      <Preferences heading="h3" />
    </Section>
  );
}

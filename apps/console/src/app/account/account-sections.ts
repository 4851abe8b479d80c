import type { ComponentType } from 'react';
import type { Account } from '../../features/account/account.queries.ts';
import { PasswordSection } from '../../features/account/password-section.tsx';
import { ProfileSection } from '../../features/account/profile-section.tsx';
import { SecondFactorSection } from '../../features/account/second-factor/second-factor-section.tsx';
import { SessionsSection } from '../../features/account/sessions-section.tsx';
import { NoticesSection } from '../../features/notices/preferences/notices-section.tsx';

/** A part of the page of one's own account; features add theirs here. */
interface AccountSection {
  readonly id: string;
  readonly component: ComponentType<{ readonly account: Account }>;
}

/** The parts of the page, from the top. */
export const accountSections: readonly AccountSection[] = [
  { id: 'profile', component: ProfileSection },
  { id: 'password', component: PasswordSection },
  { id: 'second-factor', component: SecondFactorSection },
  { id: 'notices', component: NoticesSection },
  { id: 'sessions', component: SessionsSection },
];

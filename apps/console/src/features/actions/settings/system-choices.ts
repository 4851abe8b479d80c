import { IconBuilding, IconForms, IconRobot } from '@tabler/icons-react';
import { isAppGrant, isTypedGrant } from '../../../api/grant-types.ts';
import type { Connector } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';
import type { WayChoice } from './choice-cards.tsx';
import { obstacleOf } from './obstacles.ts';
import { isOffered, type Draft } from './use-draft.ts';
import { askedBy, typedWith, wayTitle } from './ways.ts';

interface Offer {
  readonly connector: Connector;
  readonly draft: Pick<Draft, 'mode'>;
  /** Whether the operator has no other way. */
  readonly isOnly: boolean;
}

/** The card where the operator has nothing for a system. */
export function missingSystem({ name }: Connector): WayChoice<string> {
  return {
    value: '',
    title: 'System',
    icon: IconBuilding,
    isDisabled: true,
    description: `The operator of this server has registered no app at ${name}. Use one of your own.`,
  };
}

/** The card of one way of the operator's. */
export function systemChoice(profile: AuthProfile, { connector, draft, isOnly }: Offer): WayChoice<string> {
  const { id, grantType } = profile;
  return {
    value: id,
    title: isOnly ? 'System' : `System: ${wayTitle(profile, connector)}`,
    icon: isAppGrant(grantType) ? IconRobot : isTypedGrant(grantType) ? IconForms : IconBuilding,
    isDisabled: !isOffered(profile, draft.mode),
    description: obstacleOf(profile, draft.mode) ?? meaningOf(profile, connector),
  };
}

function meaningOf(profile: AuthProfile, connector: Connector): string {
  const { grantType } = profile;
  if (isAppGrant(grantType)) return `The operator's app at ${connector.name} acts for itself: nobody signs in.`;
  if (!isTypedGrant(grantType)) {
    return `The app that the operator of this server has registered at ${connector.name}. Nothing to set up.`;
  }
  const asked = `Asks whoever authorizes for: ${typedWith(profile, connector).join(', ')}.`;
  return [asked, askedBy(connector, profile)?.description].filter(Boolean).join(' ');
}

import { SimpleGrid } from '@mantine/core';
import { IconPlugConnected, IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ButtonLink, TextLink } from '../../../ui/links.tsx';
import type { Action } from '../actions.queries.ts';
import { ActionCard } from './action-card.tsx';
import { filtered, type ActionFilter } from './categories.ts';

interface ActionCardsProps {
  readonly botId: string;
  readonly actions: readonly Action[];
  readonly filter: ActionFilter;
  readonly isConfigured: boolean;
}

/** The actions of one side that pass the filter, or what to do when there are none. */
export function ActionCards({ botId, actions, filter, isConfigured }: ActionCardsProps) {
  const ofSide = actions.filter(({ state }) => (state === 'available') !== isConfigured);
  const shown = filtered(ofSide, filter);
  const elsewhere = filtered(actions, { q: filter.q }).length - filtered(ofSide, { q: filter.q }).length;
  if (ofSide.length === 0) return <NothingYet botId={botId} isConfigured={isConfigured} />;
  if (shown.length === 0)
    return <NothingFound botId={botId} isConfigured={isConfigured} elsewhere={elsewhere} q={filter.q} />;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} role="list" aria-label="Actions">
      {shown.map((action) => (
        <ActionCard key={action.connectorId} botId={botId} action={action} />
      ))}
    </SimpleGrid>
  );
}

function NothingYet({ botId, isConfigured }: Pick<ActionCardsProps, 'botId' | 'isConfigured'>) {
  const other = isConfigured ? 'available' : 'configured';
  return (
    <EmptyState
      icon={IconPlugConnected}
      title={isConfigured ? 'No action is set up yet' : 'Every action is set up'}
      action={
        <ButtonLink to="/bots/$botId/actions" params={{ botId }} search={{ show: other }} variant="light">
          {isConfigured ? 'See what is available' : 'See the configured ones'}
        </ButtonLink>
      }
    >
      {isConfigured
        ? 'An action lets the bot work in a system such as Salesforce. Choose one, say who authorizes it, and enable it.'
        : 'There is nothing left to choose from: this bot has every system that this server knows.'}
    </EmptyState>
  );
}

interface NothingFoundProps extends Pick<ActionCardsProps, 'botId' | 'isConfigured'> {
  /** How many of the other side have the words. */
  readonly elsewhere: number;
  readonly q: string | undefined;
}

function NothingFound({ botId, isConfigured, elsewhere, q }: NothingFoundProps) {
  const other = isConfigured ? 'available' : 'configured';
  return (
    <EmptyState icon={IconSearchOff} title="No action fits">
      {elsewhere > 0 && (
        <>
          <TextLink inherit to="/bots/$botId/actions" params={{ botId }} search={{ show: other, q }}>
            {elsewhere} among the {other} actions
          </TextLink>
          , or{' '}
        </>
      )}
      <TextLink
        inherit
        to="/bots/$botId/actions"
        params={{ botId }}
        search={{ show: isConfigured ? 'configured' : 'available' }}
      >
        clear the search
      </TextLink>
      .
    </EmptyState>
  );
}

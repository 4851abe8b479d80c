import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useBot } from '../../app/bot-query.ts';
import { Page } from '../../ui/page.tsx';
import { Erasures } from './erasures.tsx';
import { People } from './people.tsx';

const route = getRouteApi('/signed-in/bots/$botId/end-users');

/** The people who talk to a bot, and the proofs of those who were erased. */
export function EndUsersPage() {
  const { botId } = route.useParams();
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const bot = useBot(botId);
  return (
    <Page
      title="End users"
      description={`Who talks to ${bot.name}, and what is held of them. Somebody who asks for it is erased everywhere.`}
      actions={
        <SegmentedControl<'people' | 'erased'>
          aria-label="Which end users"
          value={show ?? 'people'}
          onChange={(value) => void navigate({ search: { show: value === 'erased' ? value : undefined } })}
          data={[
            { value: 'people', label: 'People' },
            { value: 'erased', label: 'Erased' },
          ]}
        />
      }
    >
      {show === 'erased' ? <Erasures botId={botId} /> : <People botId={botId} />}
    </Page>
  );
}

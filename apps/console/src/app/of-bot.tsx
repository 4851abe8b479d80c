import { Outlet, useParams } from '@tanstack/react-router';
import { DivisionContext } from '../api/session.ts';
import { useBot } from './bot-query.ts';

/** Around the pages of a bot: what may be done there goes by the bot's division. */
export function OfBot() {
  const { botId } = useParams({ from: '/signed-in/bots/$botId' });
  const { divisionId } = useBot(botId);
  return (
    <DivisionContext value={divisionId}>
      <Outlet />
    </DivisionContext>
  );
}

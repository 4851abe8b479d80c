import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { DivisionContext, useSession } from '../api/session.ts';
import { useBot } from './bot-query.ts';
import { ClosedPlace } from './shell/closed-place.tsx';
import { mayEnter, placeAt, placesOfBot } from './shell/places.ts';

/** Around the pages of a bot: what may be seen and done there goes by the bot's division. */
export function OfBot() {
  const { botId } = useParams({ from: '/signed-in/bots/$botId' });
  const { divisionId } = useBot(botId);
  const session = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const places = placesOfBot(botId);
  const place = placeAt(places, path);
  const isOpen = place === undefined || mayEnter(session, place, divisionId);
  return (
    <DivisionContext value={divisionId}>
      {isOpen ? (
        <Outlet />
      ) : (
        <ClosedPlace place={place} open={places.filter((one) => mayEnter(session, one, divisionId))} />
      )}
    </DivisionContext>
  );
}

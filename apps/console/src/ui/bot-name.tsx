import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { holds, useSession } from '../api/session.ts';
import { botQuery } from '../app/bot-query.ts';

/** A bot by its name, of which only the id is known; by its id where it is gone or not to be seen. */
export function BotName({ id }: { readonly id: string }) {
  const maySee = holds(useSession(), 'bots:view', null);
  const { data, isLoading } = useQuery({ ...botQuery(id), enabled: maySee });
  if (isLoading) return <Skeleton component="span" display="inline-block" w="6rem" h="0.8em" aria-hidden />;
  return data?.name ?? id;
}

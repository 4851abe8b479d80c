import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { botQuery } from '../app/bot-query.ts';

/** A bot by its name, of which only the id is known; by its id where it is gone. */
export function BotName({ id }: { readonly id: string }) {
  const { data, isPending } = useQuery(botQuery(id));
  if (isPending) return <Skeleton component="span" display="inline-block" w="6rem" h="0.8em" aria-hidden />;
  return data?.name ?? id;
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api, bodyOf, passive } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { sessionQuery } from '../../api/session.ts';

/** So long before the end somebody is warned. */
const warnSeconds = 60;
const lookEverySeconds = 5;

/** What is known of the end of the session: the seconds that are left once there are few, or that it is over. */
export interface IdleWatch {
  readonly secondsLeft?: number;
  readonly isOver: boolean;
  /** Uses the session, so that it goes on. */
  readonly stay: () => void;
}

/** Watches the idle time-out without being a use of the session: asks when it could be near, and counts down from a minute. */
export function useIdleWatch(): IdleWatch {
  const queryClient = useQueryClient();
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const endsInSeconds = session?.endsInSeconds ?? undefined;
  const [left, setLeft] = useState<number>();
  const [isOver, setOver] = useState(false);

  const look = useCallback(
    async (headers: Readonly<Record<string, string>>) => {
      try {
        const now = await bodyOf(api.GET('/v1/session', { headers }));
        setOver(false);
        setLeft(undefined);
        queryClient.setQueryData(sessionQuery.queryKey, now);
      } catch (error) {
        // Of a server that cannot be reached nothing is known.
        if (toProblem(error).status === 401) setOver(true);
      }
    },
    [queryClient],
  );

  const known = endsInSeconds === undefined ? undefined : (left ?? endsInSeconds);
  useEffect(() => {
    if (known === undefined || isOver) return undefined;
    const isNear = known <= warnSeconds;
    const timer = setTimeout(
      () => {
        const next = known - 1;
        if (!isNear || next <= 0 || next % lookEverySeconds === 0) void look(passive);
        if (isNear) setLeft(Math.max(0, next));
      },
      isNear ? 1_000 : Math.min((known - warnSeconds) * 1_000, 2_000_000_000),
    );
    return () => clearTimeout(timer);
  }, [known, isOver, look, session]);

  return {
    isOver,
    ...(known !== undefined && known <= warnSeconds && !isOver && { secondsLeft: known }),
    stay: () => void look({}),
  };
}

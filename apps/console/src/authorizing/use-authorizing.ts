import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  channelName,
  requestQuery,
  useAuthorize,
  useCancelRequest,
  useFollowing,
  type AuthorizationRequest,
  type AuthorizedPlace,
} from './authorizing.queries.ts';

interface AuthorizingOptions {
  readonly place: AuthorizedPlace;
  /** The request that the address names. */
  readonly requestId: string | undefined;
  readonly onRequest: (requestId: string) => void;
  /** The path to come back to, with its search, where no window is opened. */
  readonly returnTo: string;
  /** Saves what is not saved yet. */
  readonly prepare?: () => Promise<unknown>;
}

/** How somebody is being sent to the system, and what came of it. */
export interface Authorizing {
  readonly inWindow: () => void;
  readonly inThisTab: () => void;
  /** For a profile that needs nobody to sign in. */
  readonly withoutVisit: () => void;
  readonly cancel: () => void;
  readonly isStarting: boolean;
  /** The browser did not let the window open. */
  readonly isBlocked: boolean;
  readonly error: Error | null;
  readonly request: AuthorizationRequest | undefined;
}

/** Sends a designer to the system in a window or in this tab, and follows how it goes. */
export function useAuthorizing({ place, requestId, onRequest, returnTo, prepare }: AuthorizingOptions): Authorizing {
  const [isBlocked, setBlocked] = useState(false);
  const [isPreparing, setPreparing] = useState(false);
  const authorize = useAuthorize(place);
  const withdrawal = useCancelRequest();
  const { data: request } = useQuery({ ...requestQuery(requestId ?? ''), enabled: requestId !== undefined });
  useFollowing(requestId, request);
  const begin = async (returnUrl: string | undefined) => {
    setBlocked(false);
    setPreparing(true);
    try {
      await prepare?.();
      return await authorize.mutateAsync({ returnUrl });
    } catch {
      return undefined;
    } finally {
      setPreparing(false);
    }
  };
  const inWindow = async () => {
    // Browsers open a window only while a click is being handled; its address comes with the answer.
    const popUp = openWindow();
    if (popUp === null) {
      setBlocked(true);
      return;
    }
    const link = await begin(undefined);
    if (link === undefined || link.url === null) popUp.close();
    else popUp.location.replace(link.url);
    if (link !== undefined) onRequest(link.id);
  };
  const inThisTab = async () => {
    const link = await begin(returnTo);
    if (link?.url) window.location.assign(link.url);
    else if (link) onRequest(link.id);
  };
  const withoutVisit = async () => {
    const link = await begin(undefined);
    if (link !== undefined) onRequest(link.id);
  };
  return {
    inWindow: () => void inWindow(),
    inThisTab: () => void inThisTab(),
    withoutVisit: () => void withoutVisit(),
    cancel: () => requestId !== undefined && withdrawal.mutate(requestId),
    isStarting: isPreparing,
    isBlocked,
    error: authorize.error,
    request,
  };
}

function openWindow(): Window | null {
  const popUp = window.open('about:blank', channelName, 'popup,width=560,height=760');
  if (popUp !== null) popUp.document.title = 'One moment …';
  return popUp;
}

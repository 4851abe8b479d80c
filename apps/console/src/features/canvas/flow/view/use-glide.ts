import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Places } from '../../graph/places/layout.ts';

const lengthMs = 320;

/** Whether nodes glide to their places just now: after a layout, and not for people who want no motion. */
export function useGlide(places: Places): boolean {
  const isStill = useReducedMotion();
  const [before, setBefore] = useState(places);
  const [isGliding, setGliding] = useState(false);
  if (before !== places) {
    setBefore(places);
    setGliding(!isStill && places.size < 400);
  }
  useEffect(() => {
    if (!isGliding) return undefined;
    const timer = setTimeout(() => setGliding(false), lengthMs);
    return () => clearTimeout(timer);
  }, [isGliding, places]);
  return isGliding;
}

import { Text, Tooltip, type TextProps } from '@mantine/core';
import { useEffect, useState } from 'react';

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** `3 minutes ago`, `in 2 hours`; `now` is in milliseconds. */
export function relativeTime(time: string, now: number): string {
  const seconds = Math.round((Date.parse(time) - now) / 1000);
  if (Math.abs(seconds) < 45) return seconds > 5 ? 'in a moment' : 'just now';
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
  return words.format(Math.round(seconds / size), unit);
}

/** A time as people say it; the exact one is in the tooltip. */
export function RelativeTime({ time, ...props }: { readonly time: string } & TextProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Tooltip label={exact.format(new Date(time))}>
      <Text component="time" dateTime={time} size="sm" inherit {...props}>
        {relativeTime(time, now)}
      </Text>
    </Tooltip>
  );
}

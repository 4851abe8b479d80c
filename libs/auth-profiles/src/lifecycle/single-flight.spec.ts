import { describe, expect, it } from 'vitest';
import { SingleFlight } from './single-flight.js';

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), 10));

describe('a single flight', () => {
  it('runs once for a thousand callers and gives all the same result', async () => {
    const flights = new SingleFlight<object>();
    let runs = 0;
    const run = async (): Promise<object> => later({ run: (runs += 1) });
    const results = await Promise.all(Array.from({ length: 1_000 }, () => flights.run('a', run)));
    expect(runs).toBe(1);
    expect(new Set(results).size).toBe(1);
  });

  it('runs different keys side by side', async () => {
    const flights = new SingleFlight<string>();
    const results = await Promise.all(['a', 'b', '__proto__', ''].map((key) => flights.run(key, () => later(key))));
    expect(results).toEqual(['a', 'b', '__proto__', '']);
  });

  it('runs anew once it has landed, seen from the very first caller', async () => {
    const flights = new SingleFlight<number>();
    let runs = 0;
    const run = (): Promise<number> => later((runs += 1));
    await flights.run('a', run);
    expect(flights.size).toBe(0);
    expect(await flights.run('a', run)).toBe(2);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('down'))],
    [
      'throws at once',
      () => {
        throw new Error('down');
      },
    ],
  ])('shares the error with everyone when it %s, and is forgotten', async (_how, run) => {
    const flights = new SingleFlight<string>();
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const results = await Promise.allSettled([flights.run('a', run), flights.run('a', run)]);
    const reasons = results.map((result) => (result.status === 'rejected' ? (result.reason as unknown) : undefined));
    expect(reasons[0]).toBeInstanceOf(Error);
    expect(reasons[1]).toBe(reasons[0]);
    expect(flights.size).toBe(0);
    expect(await flights.run('a', () => later('up again'))).toBe('up again');
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });
});

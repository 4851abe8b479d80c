import autocannon from 'autocannon';
import { Pool } from 'undici';

/** Makes load in a process of its own: one order comes in as a message, one result goes out. */

async function cannon({ url, method = 'POST', headers, body, connections, seconds, amount }) {
  const extent = amount ? { amount } : { duration: seconds };
  const result = await autocannon({ url, method, headers, body, connections, ...extent });
  const { requests, latency, non2xx, errors, timeouts } = result;
  return { perSecond: requests.average, p50: latency.p50, p99: latency.p99, failed: non2xx + errors + timeouts };
}

/** Asks for each path once, a few at a time. */
async function each({ url, headers, paths, connections }) {
  const pool = new Pool(url, { connections });
  const waiting = paths.values();
  const times = [];
  let failed = 0;
  const work = async () => {
    for (const path of waiting) {
      const began = performance.now();
      const { statusCode, body } = await pool.request({ method: 'POST', path, headers });
      await body.dump();
      times.push(performance.now() - began);
      if (statusCode !== 200) failed += 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  const seconds = (performance.now() - began) / 1_000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failed };
}

process.on('message', async (order) => {
  const result = await (order.paths ? each(order) : cannon(order));
  process.send(result);
});
process.send({ isReady: true });

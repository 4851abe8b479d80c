import { Pool } from 'undici';

/** What webhooks are held against: the same bodies posted to the same receiver with undici, and nothing else. Started with the receiver. */
const pool = new Pool(process.argv[2], { connections: 48 });

async function post(order, next) {
  for (let index = next(); index < order.messages; index = next()) {
    const path = order.paths[index % order.paths.length];
    const { body } = await pool.request({ method: 'POST', path, headers: order.headers, body: order.body });
    await body.dump();
  }
}

process.on('message', async (order) => {
  let given = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: order.connections }, () => post(order, () => given++)));
  process.send({ seconds: (performance.now() - began) / 1_000 });
});
process.send({});

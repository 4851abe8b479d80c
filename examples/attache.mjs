// What every example needs: a client of the API in a few lines.
const url = process.env.ATTACHE_URL ?? 'http://localhost:3000';
const key = process.env.ATTACHE_API_KEY;

if (!key) {
  console.error('Set ATTACHE_API_KEY to a key of your installation; the README tells how to make one.');
  process.exit(1);
}

/** Calls the API; throws what it complains about. */
export async function call(method, path, body, headers = {}) {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  throw Object.assign(new Error(`${method} ${path}: ${answer.title}. ${answer.detail}`), { problem: answer });
}

/** A bot of this name; the one that exists, or a new one. */
export async function findOrCreateBot(name) {
  const { items } = await call('GET', '/v1/bots?limit=100');
  return items.find((bot) => bot.name === name) ?? call('POST', '/v1/bots', { name });
}

/** Waits until an authorization request has reached one of these states. */
export async function waitForRequest(id, states) {
  for (;;) {
    const request = await call('GET', `/v1/authorization-requests/${id}`);
    if (states.includes(request.status)) return request;
    if (['denied', 'expired', 'failed', 'cancelled'].includes(request.status)) {
      throw new Error(`The authorization ended: ${request.status} ${request.reason ?? ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

import { describe, expect, it } from 'vitest';
import { showExchange, type ExchangeFacts } from './exchange.js';

const token = 'canary-token+/=1';

const facts = (changes: Partial<ExchangeFacts> = {}): ExchangeFacts => ({
  ...{ method: 'POST', attempt: 1, durationMs: 12 },
  request: {
    origin: 'https://crm.example.com',
    path: `/leads?key=${encodeURIComponent(token)}`,
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'content-type': 'application/json', 'X-Api-Key': 'short' },
    body: JSON.stringify({ name: 'Hopper', signature: token }),
  },
  answer: {
    status: 201,
    headers: {
      'content-type': 'application/json',
      'set-cookie': 'sid=abc',
      'x-session-id': 'abc',
      'x-request-id': '7',
    },
    body: Buffer.from(`{"id":"1","access_token":"other-token","nested":{"refreshToken" : "a\\"b"},"echo":"${token}"}`),
  },
  authorization: { headers: { authorization: `Bearer ${token}` }, query: { key: token }, body: { signature: token } },
  ...changes,
});

describe('an exchange that is shown', () => {
  it('shows what was asked and answered', () => {
    const shown = showExchange(facts());
    expect(shown).toMatchObject({ method: 'POST', url: 'https://crm.example.com/leads?key=[hidden]', attempt: 1 });
    expect(shown.request.body).toContain('"name":"Hopper"');
    expect(shown.response).toMatchObject({ status: 201, isTruncated: false });
    expect(shown.response?.headers['x-request-id']).toBe('7');
  });

  it('hides what authorizes wherever it stands, and what looks like a secret', () => {
    const text = JSON.stringify(showExchange(facts()));
    for (const secret of [token, encodeURIComponent(token), 'short', 'sid=abc', 'other-token', 'a\\\\\\"b', '"abc"']) {
      expect(text, secret).not.toContain(secret);
    }
  });

  it('hides what was typed in, however it is repeated', () => {
    const password = "canary'pass word*";
    const basic = Buffer.from(`ada@example.com:${password}`).toString('base64');
    const said = `${password} ${encodeURIComponent(password)} ${new URLSearchParams({ q: password }).toString()} ${basic}`;
    const answer = { status: 401, headers: {}, body: Buffer.from(said) };
    const authorization = { headers: { authorization: `Basic ${basic}` } };
    const text = JSON.stringify(showExchange(facts({ answer, authorization })));
    for (const form of said.split(' ').filter((word) => word.length > 6)) expect(text).not.toContain(form);
    expect(text).not.toContain("canary'");
  });

  it('cuts what is long, and does without an answer', () => {
    const answer = { status: 200, headers: {}, body: Buffer.from('é'.repeat(40_000)) };
    expect(showExchange(facts({ answer })).response).toMatchObject({ isTruncated: true });
    expect(showExchange(facts({ answer })).response?.body).toHaveLength(16_000);
    expect(showExchange(facts({ answer: undefined }))).not.toHaveProperty('response');
  });
});

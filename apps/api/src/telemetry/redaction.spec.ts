import { describe, expect, it } from 'vitest';
import { Writable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { createLogger, PinoLogger } from './logger.js';
import { redact, redactText } from './redaction.js';

const canary = 'cAnaRy-7f3e9d2b1a';

/** What a logger writes of whatever is done with it. */
function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  log(createLogger('trace', sink));
  for (const line of lines) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
  return lines.join('');
}

describe('a log', () => {
  it.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'token',
    'access_token',
    'accessToken',
    'refresh_token',
    'refreshToken',
    'id_token',
    'setUpToken',
    'client_secret',
    'clientSecret',
    'password',
    'newPassword',
    'key',
    'apiKey',
    'api_key',
    'x-api-key',
    'privateKey',
    'masterKeys',
    'code',
    'code_verifier',
    'codeVerifier',
    'state',
    'client_assertion',
    'answerSealed',
    'answer_sealed',
    'credentials',
    'passphrase',
  ])('never holds the value of a field named %s, however deep', (name) => {
    const field = { [name]: canary };
    const nested = { a: [{ b: { c: { d: field } } }], map: new Map([['x', field]]), set: new Set([field]) };
    const output = written((logger) => {
      logger.info(field, 'flat');
      logger.info(nested, 'deep');
      logger.info({ [name]: [canary], [`x${name}x`]: 'shown' }, 'list');
      logger.child({}).warn({ request: { headers: field } }, 'child');
    });
    expect(output).not.toContain(canary);
    expect(output).toContain('[redacted]');
  });

  it.each([
    `https://attache.example/oauth/callback/prf_1?code=${canary}&state=ok`,
    `https://attache.example/oauth/callback/prf_1?iss=x&state=${canary}`,
    `http://localhost:3000/setup?token=${canary}`,
    `GET /authorize/${canary}abcdef/decline was refused`,
    `Authorization: Bearer ${canary}`,
    `authorization: Basic ${canary}`,
    `postgres://attache:${canary}@db.example/attache`,
    `grant_type=refresh_token&refresh_token=${canary}`,
    `client_secret=${canary}`,
    `the vendor said {"access_token":"${canary}","expires_in":1}`,
    `key atk_${canary}`,
    `eyJhbGciOiJkaXIi.${canary}.x.y.z`,
  ])('never holds a secret within a text: %s', (text) => {
    const output = written((logger) => {
      logger.info(text);
      logger.info({ url: text, list: [text] }, 'in fields');
      logger.error(new Error(text));
      logger.error({ err: new Error('outer', { cause: new Error(text) }) });
      logger.error({ err: new AggregateError([new Error(text)], 'several') }, text);
      logger.info('formatted %s', text);
      logger.info({ url: new URL(`https://x.example/?token=${canary}`) }, 'a URL');
    });
    expect(output).not.toContain(canary);
  });

  it('tells the name, code, message, stack and causes of an error, and nothing else that hangs on it', () => {
    const cause = Object.assign(new Error('connection refused'), {
      code: 'ECONNREFUSED',
      config: { headers: { x: canary } },
    });
    const error = Object.assign(new TypeError('no lead was made', { cause }), {
      code: 'vendor-unreachable',
      response: { body: canary },
    });
    const output = written((logger) => logger.error({ err: error, requestId: 'r-1' }, 'unexpected'));
    expect(output).not.toContain(canary);
    expect(JSON.parse(output)).toMatchObject({
      level: 'error',
      msg: 'unexpected',
      requestId: 'r-1',
      err: {
        name: 'TypeError',
        code: 'vendor-unreachable',
        message: 'no lead was made',
        stack: expect.stringContaining('redaction.spec') as string,
        cause: { code: 'ECONNREFUSED', message: 'connection refused' },
      },
    });
  });

  it('keeps what helps: codes of errors, states, ids, statuses, times', () => {
    const fields = {
      code: 'not-found',
      state: 'configured',
      sql: { code: '23505' },
      exit: { code: 1 },
      botId: 'bot_1',
      at: new Date(0),
    };
    const output = JSON.parse(written((logger) => logger.info(fields, 'kept'))) as object;
    expect(output).toMatchObject({ ...fields, at: '1970-01-01T00:00:00.000Z' });
  });

  it('shows neither a code that somebody was sent, nor one that a provider sent', () => {
    const output = written((logger) => {
      for (const code of ['123456', 123_456, '4/0AX4XfWj-abc', 'aPrxQbR1Zt9']) logger.info({ code }, 'code');
    });
    expect(output.match(/"code":"\[redacted\]"/g)).toHaveLength(4);
  });

  it('bears whatever it is given', () => {
    const circle: Record<string, unknown> = {
      name: 'circle',
      big: 2n,
      what: Symbol('x'),
      call: () => 1,
      bytes: Buffer.alloc(9),
    };
    circle.self = circle;
    const hostile = {
      get boom() {
        return 'read';
      },
      nothing: null,
      missing: undefined,
      date: new Date(Number.NaN),
    };
    const output = written((logger) => {
      logger.info(circle, 'circle');
      logger.info({ list: Array.from({ length: 100_000 }, (_, at) => at), text: 'x'.repeat(1_000_000) }, 'huge');
      logger.info(hostile, 'odd');
      logger.error({ err: 'not an error' }, 'thrown text');
      logger.error({ err: Object.assign(new Error('loop'), { cause: undefined }) }, 'no cause');
    });
    expect(output.length).toBeLessThan(30_000);
    const loop = new Error('a');
    loop.cause = loop;
    expect(JSON.stringify(redact({ err: loop })).length).toBeLessThan(50_000);
  });

  it('takes what Nest logs: a text, fields with a text, an error', () => {
    const output = written((logger) => {
      Logger.overrideLogger(new PinoLogger(logger));
      const nest = new Logger('sender');
      nest.log('plain');
      nest.warn({ err: new Error(`?token=${canary}`), botId: 'bot_1' }, 'with fields');
      nest.error(new Error('bare'));
      nest.error('failed', 'the stack');
    });
    const lines = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 'info', context: 'sender', msg: 'plain' },
      { level: 'warn', context: 'sender', botId: 'bot_1', msg: 'with fields' },
      { level: 'error', context: 'sender', err: { message: 'bare' }, msg: 'bare' },
      { level: 'error', context: 'sender', detail: 'the stack', msg: 'failed' },
    ]);
    expect(output).not.toContain(canary);
    Logger.overrideLogger(false);
  });
});

describe('redaction of text', () => {
  it('takes no longer than the text is long', () => {
    const began = performance.now();
    for (const text of [
      '='.repeat(200_000),
      'token'.repeat(40_000),
      '://'.repeat(70_000),
      'a-'.repeat(100_000),
      'eyJ'.repeat(60_000),
    ]) {
      redactText(text);
    }
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

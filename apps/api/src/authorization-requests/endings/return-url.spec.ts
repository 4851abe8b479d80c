import { describe, expect, it } from 'vitest';
import { AuthorizationRequest } from '../authorization-request.entity.js';
import { checkReturnUrl, returnLink } from './return-url.js';

const site = { publicUrl: 'http://localhost:3000', allowedHosts: ['chat.internal:8080', 'intranet'] };

describe('the return URL', () => {
  it.each([
    ['https://chat.example.com', 'https://chat.example.com/'],
    ['https://chat.example.com/room?x=1#top', 'https://chat.example.com/room?x=1#top'],
    ['http://localhost:3000/console', 'http://localhost:3000/console'],
    ['/bots/bot_1?tab=actions', 'http://localhost:3000/bots/bot_1?tab=actions'],
    ['http://chat.internal:8080/', 'http://chat.internal:8080/'],
    ['http://intranet:9000/', 'http://intranet:9000/'],
  ])('may be %s', (given, kept) => {
    expect(checkReturnUrl(given, site)).toBe(kept);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript://localhost:3000/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'ftp://chat.example.com/',
    'http://chat.example.com/',
    'http://localhost:3001/',
    'http://chat.internal:8081/',
    'https://user:secret@chat.example.com/',
    'https://chat.example.com/\r\nset-cookie: x=y',
    'java\tscript:alert(1)',
    '//chat.example.com/',
    '/\\chat.example.com/',
    '/\t/chat.example.com/',
    '///chat.example.com/',
    'chat.example.com',
    '',
    ' ',
  ])('may not be %j', (given) => {
    expect(() => checkReturnUrl(given, site)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
  });

  it('is followed with the request and how it stands, and keeps its own query', () => {
    const returnUrl = 'https://chat.example.com/room?x=1&status=mine#top';
    const row = Object.assign(new AuthorizationRequest(), { id: 'arq_1', status: 'completed', returnUrl });
    expect(returnLink(row)).toBe('https://chat.example.com/room?x=1&status=completed&authorizationRequestId=arq_1#top');
    expect(returnLink(Object.assign(row, { returnUrl: null }))).toBeUndefined();
  });
});

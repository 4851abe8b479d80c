import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventParser } from './server-sent-events.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (...chunks: readonly Uint8Array[]) => {
  const parser = new EventParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
};

describe('a stream of events', () => {
  const text =
    'retry: 1000\n\n: still here\n\nid: 1\nevent: message\ndata: {"text":"grüß 👋"}\n\nid: 2\r\ndata: a\r\ndata:b\r\n\r\ndata: late';
  const events = [
    { event: 'message', id: '1', data: '{"text":"grüß 👋"}' },
    { event: 'message', id: '2', data: 'a\nb' },
  ];

  it('is taken apart into what is complete', () => {
    expect(parse(bytes(text))).toEqual(events);
  });

  it('means the same however its bytes are cut', () => {
    const whole = bytes(text);
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.sort((one, other) => one - other), whole.length];
        const chunks = places.slice(1).map((end, at) => whole.slice(places[at], end));
        expect(parse(...chunks)).toEqual(events);
      }),
    );
  });

  it('ends lines with CR alone, too', () => {
    expect(parse(bytes('data: x\r\rdata: y\r\r'), bytes('\r'))).toMatchObject([{ data: 'x' }, { data: 'y' }]);
  });
});

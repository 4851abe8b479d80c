import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromAdf, toAdf } from './adf.js';

const text = (value: string) => ({ type: 'text', text: value });

describe('a document', () => {
  it('is made of paragraphs and line breaks', () => {
    expect(toAdf('One\r\ntwo\n \n\nThree')).toEqual({
      type: 'doc',
      version: 1,
      content: [
        { type: 'paragraph', content: [text('One'), { type: 'hardBreak' }, text('two')] },
        { type: 'paragraph', content: [text('Three')] },
      ],
    });
  });

  it('never holds an empty text, which Jira refuses, and takes markup for text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '*', '<b>', '{"type":"doc"}') }),
        (value) => {
          const texts = toAdf(value).content.flatMap(({ content }) => content.map((node) => node.text));
          expect(texts).not.toContain('');
          expect(texts.join('').replace(/\s/g, '')).toBe(value.replace(/\s/g, ''));
        },
      ),
    );
  });

  it('comes back as the text that people read', () => {
    const document = {
      type: 'doc',
      content: [
        { type: 'heading', content: [text('Title')] },
        {
          type: 'paragraph',
          content: [text('Ask '), { type: 'mention', attrs: { text: '@Ann' } }, { type: 'hardBreak' }, text('now')],
        },
        {
          type: 'bulletList',
          content: ['a', 'b'].map((one) => ({
            type: 'listItem',
            content: [{ type: 'paragraph', content: [text(one)] }],
          })),
        },
        { type: 'paragraph', content: [{ type: 'inlineCard', attrs: { url: 'https://acme.test/' } }] },
      ],
    };
    expect(fromAdf(document)).toBe('Title\n\nAsk @Ann\nnow\n\n- a\n- b\n\nhttps://acme.test/');
    expect(fromAdf(toAdf('One\ntwo\n\nThree'))).toBe('One\ntwo\n\nThree');
  });

  it.each([null, undefined, 'text', 5, [], { type: 'doc' }, { type: 'doc', content: [null, 5, { type: 'text' }] }])(
    'of %j holds nothing to read',
    (value) => expect(fromAdf(value)).toBeUndefined(),
  );

  it('that is endlessly deep is cut off', () => {
    let node: object = text('deep');
    for (let depth = 0; depth < 10_000; depth += 1) node = { type: 'panel', content: [node] };
    expect(fromAdf(node)).toBeUndefined();
  });
});

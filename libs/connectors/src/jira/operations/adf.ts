/** A node of the Atlassian Document Format. */
interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
}

/** A document of plain text: an empty line begins a paragraph, a single line break stays one. */
export function toAdf(text: string) {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => paragraph.replace(/^\n+|\n+$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '');
  return { type: 'doc', version: 1, content: paragraphs.map((one) => ({ type: 'paragraph', content: inline(one) })) };
}

function inline(paragraph: string): readonly AdfNode[] {
  return paragraph
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ]);
}

/** What people read of a document, as plain text; undefined when there is nothing. */
export function fromAdf(document: unknown): string | undefined {
  const text = isNode(document) ? textOf(document, 0) : '';
  return text.replace(/\n{3,}/g, '\n\n').trim() || undefined;
}

/** Deeper documents are cut off: no editor of Jira's makes them. */
const MAX_DEPTH = 50;

const blocks =
  /^(?:paragraph|heading|codeBlock|blockquote|panel|table|rule|bulletList|orderedList|taskList|mediaSingle)$/;

function textOf(node: AdfNode, depth: number): string {
  const own = leafText(node);
  if (own !== undefined) return own;
  const children = Array.isArray(node.content) && depth < MAX_DEPTH ? node.content.filter(isNode) : [];
  const text = children.map((child) => textOf(child, depth + 1)).join('');
  if (/^(?:listItem|taskItem)$/.test(node.type)) return `- ${text.trim()}\n`;
  if (node.type === 'tableRow') return `${text.trim()}\n`;
  if (/^table(?:Cell|Header)$/.test(node.type)) return `${text.trim()} `;
  return blocks.test(node.type) ? `${text.replace(/\n+$/, '')}\n\n` : text;
}

function leafText({ type, text, attrs }: AdfNode): string | undefined {
  if (type === 'text') return typeof text === 'string' ? text : '';
  if (type === 'hardBreak') return '\n';
  const shown = {
    mention: 'text',
    emoji: 'text',
    status: 'text',
    inlineCard: 'url',
    blockCard: 'url',
    date: 'timestamp',
  };
  if (!Object.hasOwn(shown, type)) return undefined;
  const value = attrs?.[shown[type as keyof typeof shown]];
  if (typeof value !== 'string') return '';
  return type === 'date' ? dayOf(value) : value;
}

function dayOf(timestamp: string): string {
  const date = new Date(Number(timestamp));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

function isNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

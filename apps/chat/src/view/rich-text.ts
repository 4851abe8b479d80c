import { element } from './dom.js';

/** A web address in a text: no white space, and no characters that are not seen but turn what is. */
const address = /https?:\/\/[^\s\p{C}<>"'`]+/giu;
/** What ends a sentence and not an address. */
const trailing = /[.,;:!?)\]}…»”’]+$/u;

/** Whether an address leads somewhere on the web, and not into a script. */
export function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '';
}

/** One piece of a text: as it is, or a link to where it says. */
export interface Piece {
  readonly text: string;
  readonly isLink: boolean;
}

/** Takes a text apart into what is shown as it is and what is a link. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const url = found.replace(trailing, '');
    if (!isWebAddress(url)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), isLink: false });
    pieces.push({ text: url, isLink: true });
    from = index + url.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isLink: false });
  return pieces;
}

/** A text in paragraphs of its own direction, which turns nothing around it; addresses of the web are links. */
export function paragraphs(text: string): readonly HTMLElement[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => element('p', { dir: 'auto' }, ...piecesOf(line).map(toNode)));
}

function toNode({ text, isLink }: Piece): Node | string {
  return isLink ? element('a', { href: text, target: '_blank', rel: 'noopener noreferrer nofollow' }, text) : text;
}

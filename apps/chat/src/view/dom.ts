type Child = Node | string | undefined | false;
type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** An element with attributes and children; texts become text and nothing else. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) setAttribute(made, key, value);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** Sets an attribute, or takes it away. */
export function setAttribute(target: Element, key: string, value: string | boolean | undefined): void {
  if (value === undefined || value === false) target.removeAttribute(key);
  else target.setAttribute(key, value === true ? '' : value);
}

/** A drawing of one stroke on a canvas of 24 by 24, which says nothing by itself. */
export function icon(path: string): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' })) {
    svg.setAttribute(key, value);
  }
  const stroke = document.createElementNS(namespace, 'path');
  stroke.setAttribute('d', path);
  svg.append(stroke);
  return svg;
}

/** The drawings that the chat uses. */
export const drawings = {
  chat: 'M5 6.5A2.5 2.5 0 0 1 7.5 4h9A2.5 2.5 0 0 1 19 6.5v6a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4.1A2.5 2.5 0 0 1 5 12.5z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  again: 'M19 12a7 7 0 1 1-2.05-4.95L19 9M19 4.5V9h-4.5',
  outside: 'M14 5h5v5M19 5l-8 8M17 14v4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h4',
  plug: 'M9 4v4M15 4v4M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v3.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
} as const;

import type { ChatSnapshot } from '../connection/api.js';

/** The luminance of a colour; https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
function luminance(color: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** White or almost black: whichever is easier to read on a colour. One of them always has a contrast of 4.5 and more. */
export function inkOn(color: string): string {
  const ground = luminance(color);
  return 1.05 / (ground + 0.05) >= (ground + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

/** The style of a chat as its designer wants it; host pages override it with variables of CSS. */
export function themeOf({ accentColor, colorScheme }: ChatSnapshot['theme']): string {
  const color = /^#[0-9a-f]{6}$/i.test(accentColor) ? accentColor : '#2f55c8';
  const scheme = colorScheme === 'auto' ? 'light dark' : colorScheme;
  return `:host { color-scheme: ${scheme}; --own-accent: ${color}; --own-on-accent: ${inkOn(color)}; }`;
}

const local = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What is wrong with the origin of a page that is to embed the chat; undefined when nothing is. */
export function originFlaw(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || url.origin !== text || text.includes('*')) {
    return 'Write the origin as browsers do, without a path, such as https://shop.example.com.';
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && local.has(url.hostname))) return undefined;
  return 'Use https; http only for localhost.';
}

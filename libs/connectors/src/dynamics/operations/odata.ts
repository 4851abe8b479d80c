/** OData 4.01, part 2, 5.1.1.6.1: a text literal in single quotation marks, which are doubled inside. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A filter that holds when one of the columns contains the words. */
export function anyContains(columns: readonly string[], words: string): string {
  const literal = textLiteral(words.trim());
  return columns.map((column) => `contains(${column},${literal})`).join(' or ');
}

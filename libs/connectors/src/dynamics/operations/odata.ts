/** OData 4.01, part 2, 5.1.1.6.1: a text literal in single quotation marks, which are doubled inside. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What Dataverse would take for wildcards, each in brackets: there they stand for themselves. */
function withoutWildcards(words: string): string {
  return words.replace(/[[%_]/g, '[$&]');
}

/** A filter that holds when one of the columns contains the words themselves. */
export function anyContains(columns: readonly string[], words: string): string {
  const literal = textLiteral(withoutWildcards(words.trim()));
  return columns.map((column) => `contains(${column},${literal})`).join(' or ');
}

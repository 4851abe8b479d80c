import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The version of the product, as the document of its API has it. */
export function productVersion(): string {
  const { info } = require('#openapi.json') as { readonly info: { readonly version: string } };
  return info.version;
}

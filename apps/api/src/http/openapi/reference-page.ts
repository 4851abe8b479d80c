/** The page of the API reference; its scripts and styles come from this server alone. */
export function referencePage(version: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Attaché API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/swagger-ui.css?v=${version}" />
    <link rel="stylesheet" href="/docs/reference.css?v=${version}" />
  </head>
  <body>
    <noscript>The reference needs JavaScript. The API's description is at <a href="/openapi.json">/openapi.json</a>.</noscript>
    <main id="reference"></main>
    <script src="/docs/swagger-ui-bundle.js?v=${version}"></script>
    <script src="/docs/reference.js?v=${version}"></script>
  </body>
</html>
`;
}

/** Starts the reference, in the colours that the browser prefers. */
export const referenceScript = `const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
});
`;

/** What Swagger UI leaves to the page. */
export const referenceStyles = `body { margin: 0; background: #fff; }
html.dark-mode body { background: #1c2022; color: #e4e6e6; }
noscript { display: block; padding: 2rem; font-family: system-ui, sans-serif; }
`;

/** Only this server; Swagger UI writes style attributes. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

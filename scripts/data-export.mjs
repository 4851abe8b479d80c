import { passphraseOf, prepare, run, sayCounts } from './transfer.mjs';

/** Writes all that the installation knows into a file. */
async function main() {
  const hasSecrets = !process.argv.includes('--without-secrets');
  const [path] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  if (path === undefined) {
    console.error('Name the file: npm run data:export -- workspace.ndjson [--without-secrets]');
    process.exit(1);
  }
  const load = await prepare();
  const { exportData } = await load('transfer/data-export.js');
  const environment = (await load('config/environment.js')).readEnvironment();
  const passphrase = hasSecrets ? await passphraseOf(environment, { isNew: true }) : undefined;
  const counts = await exportData({ environment, path, passphrase, hasSecrets, say: (line) => console.log(line) });
  sayCounts(counts);
  console.log(
    hasSecrets
      ? `'${path}' holds everything; its secrets open with the passphrase only. Names and texts stand in it in the clear: keep it as you keep the database.`
      : `'${path}' holds everything but secrets: after the import, authorizations must be given again, and auth profiles, webhooks and API keys made anew.`,
  );
}

await run(main);

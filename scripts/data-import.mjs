import { passphraseOf, prepare, run, sayCounts } from './transfer.mjs';

/** Brings the file of another installation into the empty database of this one. */
async function main() {
  const [path] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  if (path === undefined) {
    console.error('Name the file: npm run data:import -- workspace.ndjson');
    process.exit(1);
  }
  const load = await prepare();
  const { importData } = await load('transfer/data-import.js');
  const environment = (await load('config/environment.js')).readEnvironment();
  const passphrase = await passphraseOf(environment);
  const { counts, hasSecrets, firstSignIn } = await importData({
    ...{ environment, path, passphrase, say: (line) => console.log(line) },
  });
  sayCounts(counts);
  console.log('It is all there. Start the server; stop the old one first, so that nothing is done twice.');
  if (!hasSecrets)
    console.log('Without secrets: authorizations must be given again, auth profiles need their secrets.');
  if (firstSignIn) console.log(`Sign in once as ${firstSignIn.email} with: ${firstSignIn.password}`);
}

await run(main);

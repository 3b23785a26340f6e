/**
 * An instance reduced to its archive, which collects from a daemon's database: for the test that kills it. Says
 * `collecting` on standard output once it has begun.
 *
 *     node collector-process.ts ARCHIVE DAEMON_DATABASE
 */
import { createArchiveThread } from '../backend/src/archive/archive-thread.ts';
import { createLogger } from '../backend/src/log.ts';

const [path = '', databasePath = ''] = process.argv.slice(2);
const archive = createArchiveThread({
  path,
  countryDatabase: null,
  operatorDatabase: null,
  onAdded() {},
  log: createLogger('info'),
});
const following = archive.follow(databasePath);
process.stdout.write('collecting\n');
await following;

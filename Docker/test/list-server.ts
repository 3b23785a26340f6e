/**
 * Serves the files of one folder, without a type and to anybody.
 *   node list-server.ts FOLDER PORT
 */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const [folder = '.', port = '8080'] = process.argv.slice(2);

createServer((request, response) => {
  pipeline(createReadStream(join(folder, basename(request.url ?? ''))), response).catch(() =>
    response.destroy(),
  );
}).listen(Number(port));

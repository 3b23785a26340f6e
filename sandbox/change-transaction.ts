import { join } from 'node:path';
import { openDatabase } from '../backend/src/database/database.ts';
import { createFail2banClientTool } from '../backend/src/fail2ban/client-tool.ts';
import { createFail2banCommands } from '../backend/src/fail2ban/commands.ts';
import { createFail2banSocket } from '../backend/src/fail2ban/socket.ts';
import { createDaemonWatch } from '../backend/src/fail2ban/watch.ts';
import { createConfigurationStore } from '../backend/src/features/configuration/store.ts';
import { createTransaction } from '../backend/src/features/configuration/transaction.ts';
import { createVersions } from '../backend/src/features/configuration/versions.ts';
import { createLogger } from '../backend/src/log.ts';

/** Changes of configuration files while fail2ban is away, with a database for their versions. */
export async function openChangeTransaction(dataDir: string, configDir: string) {
  const socketPath = join(dataDir, 'no-such.sock');
  const log = createLogger('fatal');
  const socket = createFail2banSocket({ path: socketPath });
  const commands = createFail2banCommands(socket);
  const tool = createFail2banClientTool({ socketPath, configDir });
  const watch = createDaemonWatch({ socket, commands, tool, log });
  const database = await openDatabase(join(dataDir, 'bangui.sqlite3'));
  const versions = createVersions(createConfigurationStore(database));
  const transaction = createTransaction({ configDir, dataDir, watch, commands, tool, log });
  return { transaction, versions, close: () => database.destroy() };
}

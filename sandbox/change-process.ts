/**
 * Applies one change of several files and is meant to be killed while it does. Says "ready" right before it begins.
 *   node change-process.ts DATA-FOLDER CONFIGURATION-FOLDER JSON-OF-THE-SWAP
 */
import { openChangeTransaction } from './change-transaction.ts';

const [dataDir = '', configDir = '', json = ''] = process.argv.slice(2);
const swap = JSON.parse(json);
const { transaction, versions } = await openChangeTransaction(dataDir, configDir);
const nothing = { server: new Map(), jails: new Map(), errors: [] };
const trial = { refusal: null, warnings: [], jails: [], server: [], before: nothing, after: nothing };

process.stdout.write('ready\n');
await transaction.alone(() =>
  transaction.carryOut(swap, trial, async () => {
    const texts = Object.entries(swap.after as Record<string, string | null>).filter(
      ([, text]) => text !== null,
    );
    const occasion = { author: 'admin', note: '', source: 'bangui', changeId: swap.id } as const;
    await versions.record(new Map(texts as [string, string][]), occasion);
  }),
);
process.exit();

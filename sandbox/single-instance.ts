import { readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Takes the file as a sign that this process runs, and returns how to put it away. A file left
 * behind by a process that is gone is replaced, also when its number was given to another one.
 * @returns the number of the process that holds the file, if one does.
 */
export async function claimSingleInstance(
  path: string,
): Promise<{ holder: number } | { release: () => Promise<void> }> {
  const holder = await livingHolder(path);
  if (holder !== undefined) return { holder };
  await rm(path, { force: true });
  await writeFile(path, `${process.pid} ${await startTicks(process.pid)}\n`, { flag: 'wx' });
  return { release: () => rm(path, { force: true }) };
}

async function livingHolder(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [pid, ticks] = text.trim().split(' ');
  if (!pid || !ticks) return undefined;
  return (await startTicks(Number(pid))) === ticks ? Number(pid) : undefined;
}

// Field 22 of /proc/PID/stat (proc(5)); field 2 is a name that may hold spaces and brackets.
async function startTicks(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? undefined : fields[18];
}

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { longestText, readListFile } from './read-list-file';

describe('readListFile', () => {
  it('reads a list as it is', async () => {
    const file = new File(['192.0.2.1\n'], 'list.txt');
    expect(await readListFile(file)).toEqual({ name: 'list.txt', bytes: 10, lines: 1, text: '192.0.2.1\n' });
  });

  it('unpacks gzip, whatever the file is called', async () => {
    const file = new File([gzipSync('192.0.2.1\n')], 'list.netset');
    expect((await readListFile(file)).text).toBe('192.0.2.1\n');
  });

  it('counts lines, with or without an end to the last one', async () => {
    expect((await readListFile(new File(['a\nb'], 'x'))).lines).toBe(2);
    expect((await readListFile(new File(['a\nb\n'], 'x'))).lines).toBe(2);
  });

  it('reads an empty file', async () => {
    expect((await readListFile(new File([], 'empty'))).text).toBe('');
  });

  it('gives up on a bomb', async () => {
    const bomb = new File([gzipSync(Buffer.alloc(longestText + 1, 'x'))], 'bomb.gz');
    await expect(readListFile(bomb)).rejects.toMatchObject({ reason: 'too_large' });
  });

  it('says so when a packed file is broken', async () => {
    const packed = gzipSync('192.0.2.1\n'.repeat(1_000));
    const file = new File([packed.subarray(0, 20)], 'broken.gz');
    await expect(readListFile(file)).rejects.toMatchObject({ reason: 'unreadable' });
  });
});

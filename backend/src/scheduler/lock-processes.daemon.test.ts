/** The lock between real processes. */
import { once } from 'node:events';
import { eventually } from '@bangui/sandbox/child';
import { createLockWorld, endProcess, heard, type LockWorld } from '@bangui/sandbox/lock-world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

describe.each(['sqlite', 'redis'] as const)('a lock in %s', (kind) => {
  let world: LockWorld;

  beforeEach(async () => {
    world = await createLockWorld(kind, { heartbeatMs: 100, ttlMs: 2_000 });
  });

  afterEach(() => world.dispose());

  function expectNoStaleCommit(): void {
    const fences = world.commits().map(({ fence }) => fence);
    expect(fences).toEqual([...fences].sort((one, other) => one - other));
  }

  test('lets one of two run its job; the other one refuses to start', async () => {
    await heard(world.start('exclusive'), 'scheduler_lock_acquired');
    const second = world.start('exclusive');
    await once(second.child, 'close');
    expect(second.child.exitCode).toBe(75);
    expect(second.lines.at(-1)?.event).toBe('scheduler_lock_held_by_other_instance');
  });

  test('passes on at once after a clean stop', async () => {
    const first = world.start('exclusive');
    await heard(first, 'scheduler_lock_acquired');
    await endProcess(first, 'SIGTERM');
    expect(first.lines.at(-1)?.event).toBe('scheduler_lock_released');
    await heard(world.start('exclusive'), 'scheduler_lock_acquired');
  });

  test('passes on to one that waits when the holder is killed', async () => {
    const first = world.start();
    const before = await world.commitBeyond(0);
    await world.startAndHear('scheduler_lock_held_by_other_instance');
    await endProcess(first, 'SIGKILL');
    await world.commitBeyond(before);
    expectNoStaleCommit();
  });

  test('passes on when the holder is paused, who then says that it lost and commits nothing more', async () => {
    const first = world.start();
    await world.commitBeyond(0);
    await world.startAndHear('scheduler_lock_held_by_other_instance');
    const before = world.newestFence();
    await eventually('it is paused between two commits', async () => {
      first.child.kill('SIGSTOP');
      if (!world.isLocked()) return true;
      first.child.kill('SIGCONT');
      return false;
    });
    await world.commitBeyond(before);
    first.child.kill('SIGCONT');
    await heard(first, 'scheduler_lock_heartbeat_failed');
    expectNoStaleCommit();
  });

  test('is lost once somebody has deleted it, and taken again with a higher number', async () => {
    const first = world.start();
    const before = await world.commitBeyond(0);
    await world.deleteLock();
    await world.commitBeyond(before);
    const events = first.lines.map(({ event }) => event);
    const loss = events.indexOf('scheduler_lock_heartbeat_failed');
    expect(events.indexOf('scheduler_lock_acquired')).toBeLessThan(loss);
    expect(events.lastIndexOf('scheduler_lock_acquired')).toBeGreaterThan(loss);
    expectNoStaleCommit();
  });
});

/** How many steps of colour there are at most; more could not be told apart. */
export const mostSteps = 5;

/**
 * Where each step of colour begins, the lowest first. The steps grow by about three, or by ten where values lie far
 * apart, because a few countries have most of the bans. The lowest step begins at `smallest`.
 */
export function stepsUpTo(largest: number, smallest: number): number[] {
  const factors = largest < 1_000 * smallest ? [1, 3] : [1];
  const starts: number[] = [];
  for (let unit = smallest; unit <= largest; unit *= 10)
    starts.push(...factors.map((factor) => factor * unit));
  const above = starts.filter((start) => start > smallest && start <= largest);
  return [smallest, ...above.slice(1 - mostSteps)];
}

/** Which step a value is in, from 0; -1 for nothing. */
export function stepOf(value: number, steps: readonly number[]): number {
  if (value <= 0) return -1;
  return Math.max(
    0,
    steps.findLastIndex((start) => value >= start),
  );
}

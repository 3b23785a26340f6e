/** Where the lines of an axis go: 0 and round steps of 1, 2 or 5 times a power of ten, the last one not below `most`. */
export function valueTicks(most: number, wanted = 3): number[] {
  const rough = Math.max(most, 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Full local hours or midnights between two moments, in Unix seconds, `stepHours` apart as clocks count. */
export function timeTicks(from: number, to: number, stepHours: number): number[] {
  const ticks: number[] = [];
  const tick = new Date(from * 1000);
  tick.setHours(0, 0, 0, 0);
  for (; tick.getTime() / 1000 <= to; tick.setHours(tick.getHours() + stepHours)) {
    const at = tick.getTime() / 1000;
    if (at >= from) ticks.push(at);
  }
  return ticks;
}

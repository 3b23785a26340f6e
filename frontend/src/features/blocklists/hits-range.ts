/** The spans of time that the plot shows, how far apart its axis is labelled, and how. */
export const hitsRanges = {
  day: { hours: 24, tickHours: 4, tick: { hour: '2-digit', minute: '2-digit' } },
  week: { hours: 24 * 7, tickHours: 24, tick: { weekday: 'short' } },
  month: { hours: 24 * 30, tickHours: 24 * 5, tick: { day: 'numeric', month: 'short' } },
} as const satisfies Record<string, { hours: number; tickHours: number; tick: Intl.DateTimeFormatOptions }>;

export type HitsRange = keyof typeof hitsRanges;

/** The reading above the plot and the plot itself, in pixels, so that nothing moves when it comes. */
export const plotHeight = 168;

/** Room for the labels of the axes, in pixels. */
export const plotMargin = { left: 44, bottom: 20, top: 6 };

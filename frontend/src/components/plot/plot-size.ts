/** All in pixels, so that nothing moves when the plot comes. */
export const plotSize = { reading: 28, bars: 208, legend: 34 } as const;

/** Room for the labels of the axes around the bars. */
export const plotMargin = { left: 44, right: 4, top: 8, bottom: 24 } as const;

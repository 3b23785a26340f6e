/** All in pixels. Style sheets know the height as 13rem. */
export const plotSize = { bars: 208 } as const;

/** Room for the labels of the axes around the bars. */
export const plotMargin = { left: 44, right: 4, top: 8, bottom: 24 } as const;

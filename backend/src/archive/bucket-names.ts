/** What the bars of a chart can stand for, the narrowest first. */
export const bucketNames = [
  'minute',
  'five_minutes',
  'quarter_hour',
  'hour',
  'six_hours',
  'day',
  'week',
  'month',
] as const;
export type BucketName = (typeof bucketNames)[number];

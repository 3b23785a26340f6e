import classes from './PlaceShape.module.css';
import type { Place } from './world';

/** The outline of a country, or the dot that stands for one. */
export function PlaceShape({ place: { outline, middle } }: { place: Place }) {
  if (outline !== null) return <path d={outline} />;
  return <circle cx={middle[0]} cy={middle[1]} r={4} className={classes.dot} />;
}

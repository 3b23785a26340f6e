import classes from './MapMarks.module.css';
import { PlaceShape } from './PlaceShape';
import { world } from './world';

interface Props {
  pointed: string | null;
  chosen: string | undefined;
  isFocused: boolean;
}

/**
 * Lines around the chosen country and the one pointed at, above all others: a neighbour would cover half of them. Each is
 * drawn twice, dark within light or light within dark, so that it is seen on every step of colour.
 */
export function MapMarks({ pointed, chosen, isFocused }: Props) {
  const marks = [
    { mark: 'chosen', code: chosen ?? null },
    { mark: isFocused ? 'focused' : 'pointed', code: pointed },
  ];
  return marks.map(({ mark, code }) => {
    const place = world.find((each) => each.code !== null && each.code === code);
    return (
      place && (
        <g key={mark} data-mark={mark} className={classes.mark}>
          <PlaceShape place={place} />
          <PlaceShape place={place} />
        </g>
      )
    );
  });
}

import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Countries } from './countries';
import { MapMarks } from './MapMarks';
import { MapPlace } from './MapPlace';
import { MapTip } from './MapTip';
import type { Measure } from './search';
import { stepOf } from './steps';
import classes from './WorldMap.module.css';
import { mapSize, world } from './world';

interface Props {
  countries: Countries;
  measure: Measure;
  chosen: string | undefined;
}

const strides: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Every country in the colour of its step; those with bans are links. Tab comes to one of them, and arrow keys lead from
 * there to the next smaller or larger.
 */
export function WorldMap({ countries, measure, chosen }: Props) {
  const { t } = useTranslation('map');
  const svg = useRef<SVGSVGElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const { known, steps } = countries;
  const byCode = new Map(known.map((each) => [each.code, each]));
  const order = known.map(({ code }) => code).filter((code) => world.some((place) => place.code === code));
  const tabStop = [focused, chosen, order[0]].find((code) => code && order.includes(code));

  const walk = (event: KeyboardEvent) => {
    const stride = strides[event.key];
    if (stride === undefined || focused === null) return;
    event.preventDefault();
    const next = order[order.indexOf(focused) + stride];
    if (next) svg.current?.querySelector<SVGAElement>(`a[data-code="${next}"]`)?.focus();
  };
  const point = ({ target }: { target: EventTarget }) => setPointed(codeAt(target));

  return (
    <div className={classes.map} onPointerLeave={() => setPointed(null)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing */}
      <svg
        ref={svg}
        viewBox={`0 0 ${mapSize.width} ${mapSize.height}`}
        className={classes.world}
        role="group"
        aria-label={t('map', { measure: t(`measures.${measure}`) })}
        onPointerOver={point}
        onFocus={({ target }) => {
          setFocused(codeAt(target));
          setPointed(codeAt(target));
        }}
        onBlur={() => {
          setFocused(null);
          setPointed(null);
        }}
        onKeyDown={walk}
      >
        {world.map((place) => {
          const numbers = byCode.get(place.code ?? '');
          return (
            <MapPlace
              key={place.code ?? place.outline}
              place={place}
              numbers={numbers}
              step={stepOf(numbers?.[measure] ?? 0, steps)}
              isTabStop={place.code === tabStop}
              isChosen={place.code !== null && place.code === chosen}
            />
          );
        })}
        <MapMarks pointed={pointed} chosen={chosen} isFocused={pointed !== null && pointed === focused} />
      </svg>
      <MapTip code={pointed} numbers={byCode.get(pointed ?? '')} />
    </div>
  );
}

function codeAt(target: EventTarget): string | null {
  return (target as Element).closest('[data-code]')?.getAttribute('data-code') ?? null;
}

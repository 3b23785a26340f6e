import { geoEqualEarth, geoPath } from 'd3-geo';
import codes from 'i18n-iso-countries/codes.json';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import topology from 'world-atlas/countries-110m.json';
import { smallCountries } from './small-countries';

export const mapSize = { width: 960, height: 446 };

export interface Place {
  /** ISO 3166-1 alpha-2; null where a shape has none, so that no ban can be told to come from it. */
  code: string | null;
  /** What draws its outline; null where it is too small for one. */
  outline: string | null;
  /** Its middle, in the map's own units. */
  middle: readonly [x: number, y: number];
}

const antarctica = '010';
/** So that the edge runs through the Bering Strait, and cuts no country in two. */
const middleLongitude = 11;
/** A code that the Union and databases of addresses use, though ISO 3166-1 has none. */
const withoutNumber: Readonly<Record<string, string>> = { Kosovo: 'XK' };

/** Every country as the map shows it: Equal Earth (Šavrič, Patterson, Jenny 2018), so that areas compare rightly. */
export const world: readonly Place[] = draw();

function draw(): Place[] {
  const atlas = topology as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const { features } = feature(atlas, atlas.objects.countries);
  const shapes = features.filter(({ id }) => id !== antarctica);
  const dots = {
    type: 'MultiPoint' as const,
    coordinates: Object.values(smallCountries).map((place) => [...place]),
  };
  const projection = geoEqualEarth()
    .rotate([-middleLongitude, 0])
    .fitExtent(
      [
        [8, 2],
        [mapSize.width - 8, mapSize.height - 2],
      ],
      { type: 'GeometryCollection', geometries: [...shapes.map(({ geometry }) => geometry), dots] },
    );
  const path = geoPath(projection).digits(1);
  const letters = new Map(codes.map(([alpha2, , number]) => [number, alpha2]));
  return [
    ...shapes.map((shape) => ({
      code: letters.get(String(shape.id)) ?? withoutNumber[shape.properties.name] ?? null,
      outline: path(shape) ?? '',
      middle: path.centroid(shape),
    })),
    ...Object.entries(smallCountries).map(([code, [longitude, latitude]]) => ({
      code,
      outline: null,
      middle: projection([longitude, latitude]) ?? ([0, 0] as const),
    })),
  ];
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { hasPromtool, promtool } from '@bangui/sandbox/promtool';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly datasource?: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

const folder = import.meta.dirname;
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const dashboard = JSON.parse(read('grafana-dashboard.json')) as { readonly panels: readonly Panel[] };
const queries = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

let bangui: Bangui;
/** With what Prometheus makes of a histogram. */
let toldNames: Set<string>;
let ownNames: string[];

beforeAll(async () => {
  bangui = await startBangui({ environment: { BANGUI_METRICS: 'open' } });
  const { text } = await bangui.get('/metrics');
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  ownNames = types.map(([, name = '']) => name).filter((name) => /^(f2b|bangui)_/.test(name));
  toldNames = new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
});

afterAll(() => bangui.dispose());

function namesIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:f2b|bangui|process|nodejs)_[a-z0-9_]+/g))];
}

test.each(['grafana-dashboard.json', 'alerts.yml', 'alerts.test.yml'])(
  '%s asks for series that exist',
  (file) => {
    const asked = namesIn(read(file));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !toldNames.has(name))).toEqual([]);
  },
);

test('the guide lists every series of BanGUI’s own, and no other', () => {
  const guide = readFileSync(join(folder, '../../Docs/Monitoring.md'), 'utf8');
  const listed = [...guide.matchAll(/^\| `((?:f2b|bangui)_[a-z0-9_]+)/gm)].map(([, name = '']) => name);
  expect(listed.toSorted()).toEqual(ownNames.toSorted());
});

describe('the dashboard', () => {
  test('takes its data from wherever the variable says', () => {
    const sources = dashboard.panels.flatMap(({ datasource }) => datasource?.uid ?? []);
    expect(new Set(sources)).toEqual(new Set(['$datasource']));
  });

  test('has panels that neither overlap nor stand out', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});

describe.skipIf(!hasPromtool)('promtool', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'bangui-promtool-'));
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  test.each([
    ['the rules', ['check', 'rules', 'alerts.yml']],
    ['the alerts in the rules’ own tests', ['test', 'rules', 'alerts.test.yml']],
    ['the configuration', ['check', 'config', '--syntax-only', 'prometheus.yml']],
  ])('accepts %s', (_what, [command = '', what = '', ...rest]) => {
    const file = join(folder, rest.pop() ?? '');
    expect(promtool([command, what, ...rest, file])).toMatchObject({ code: 0 });
  });

  test('reads every query of the dashboard', () => {
    expect(queries.length).toBeGreaterThan(30);
    const rules = queries.map((query, index) => ({
      record: `query:${index}`,
      expr: withoutVariables(query),
    }));
    const file = join(directory, 'queries.yml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
    expect(promtool(['check', 'rules', file])).toMatchObject({ code: 0 });
  });
});

/** As Grafana would send it. */
function withoutVariables(query: string): string {
  return query.replaceAll(/\$__(rate_interval|range)/g, '5m').replaceAll(/\$(job|instance)/g, '.*');
}

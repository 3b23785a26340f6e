import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e7f5f5',
  '#d0ebec',
  '#a6d9db',
  '#76c6c9',
  '#4cb2b7',
  '#279ea4',
  '#0f8a91',
  '#0b7178',
  '#075d63',
  '#03474c',
];

const gray: MantineColorsTuple = [
  '#f6f8f8',
  '#eef1f2',
  '#e3e8ea',
  '#d3dadd',
  '#bec8cc',
  '#98a5ab',
  '#6c7980',
  '#505d64',
  '#343e44',
  '#1c2327',
];

const dark: MantineColorsTuple = [
  '#dfe5e7',
  '#b9c3c8',
  '#98a4aa',
  '#6f7b82',
  '#3b464b',
  '#2a3338',
  '#20282c',
  '#12171a',
  '#0e1315',
  '#0a0e10',
];

/** The middle is dark enough for white text; the rest of the interface is sparing with it. */
const red: MantineColorsTuple = [
  '#fdf1f0',
  '#f9dedc',
  '#f2b8b5',
  '#ec928e',
  '#e46962',
  '#dc362e',
  '#c62b23',
  '#b3261e',
  '#931e17',
  '#741610',
];

export const theme = createTheme({
  colors: { petrol, gray, dark, red },
  primaryColor: 'petrol',
  primaryShade: 7,
  black: '#161c1f',
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  // Plain objects: a component's own `extend` would load it, and what it stands on, before the first page needs it.
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 550 } } },
    Modal: {
      defaultProps: { radius: 'md', centered: true, overlayProps: { backgroundOpacity: 0.45 } },
      styles: {
        content: { background: 'var(--panel-raised)' },
        header: { background: 'var(--panel-raised)' },
        title: { fontSize: '0.9375rem', fontWeight: 620 },
      },
    },
    Skeleton: { defaultProps: { radius: 'xs' } },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: true } },
    },
  },
});

/**
 * What the bars of a plot are told apart by: each stands out from the panel at 3:1 or more (WCAG 1.4.11), and none is
 * red, which is for what needs a hand.
 */
const series = {
  light: ['#0b7178', '#c77a10', '#5b6cc9', '#a8568f', '#659127', '#7a6a4f', '#2f8fc9', '#8b7bb8'],
  dark: ['#3fb2b8', '#e6a23c', '#8c9af0', '#d98cc0', '#9cc95c', '#c3a17e', '#6cbdf0', '#b7a8e0'],
};

const seriesVariables = (colors: string[]) =>
  Object.fromEntries(colors.map((color, index) => [`--series-${index + 1}`, color]));

/** The surfaces and inks that the whole interface is drawn with, in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f8f8',
    '--mantine-color-dimmed': '#56636a',
    '--mantine-color-default-border': '#cdd5d8',
    '--mantine-color-anchor': '#0b676d',
    '--mantine-color-placeholder': '#66737a',
    '--mantine-color-error': '#b3261e',
    '--panel': '#ffffff',
    '--panel-raised': '#ffffff',
    '--line': '#e1e6e8',
    '--hover': '#f1f5f5',
    '--bar': '#8fcdd0',
    '--ok': '#18794e',
    '--warn': '#8a5300',
    '--warn-surface': '#fff7e6',
    '--warn-line': '#efd9ac',
    '--alarm': '#b3261e',
    '--alarm-surface': '#fdf1f0',
    '--alarm-line': '#efc5c2',
    '--fresh': '#e2f3f3',
    '--series-others': '#8a969c',
    '--series-unknown': '#5f6a70',
    ...seriesVariables(series.light),
  },
  dark: {
    '--mantine-color-body': '#0f1416',
    '--mantine-color-dimmed': '#98a4aa',
    '--mantine-color-default-border': '#364046',
    '--mantine-color-anchor': '#6cc7cb',
    '--mantine-color-placeholder': '#8a969c',
    '--mantine-color-error': '#ff8f87',
    '--panel': '#161c1f',
    '--panel-raised': '#1b2226',
    '--line': '#262f34',
    '--hover': '#1c2428',
    '--bar': '#12676c',
    '--ok': '#5cc79a',
    '--warn': '#e9b44c',
    '--warn-surface': '#221c10',
    '--warn-line': '#4a3c1c',
    '--alarm': '#ff8f87',
    '--alarm-surface': '#261716',
    '--alarm-line': '#56302d',
    '--fresh': '#12373a',
    '--series-others': '#7f8b91',
    '--series-unknown': '#b4bec3',
    ...seriesVariables(series.dark),
  },
});

import { EditorView } from '@codemirror/view';

/** The editor in the interface's own surfaces and inks, which follow the colour scheme by themselves. */
export const editorTheme = EditorView.theme({
  '&': {
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--panel)',
    fontSize: '0.8125rem',
    maxHeight: '70vh',
  },
  '&.cm-focused': { outline: 'none' },
  // Above the gutter, which an outline would be below.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '300',
    border: '2px solid var(--mantine-color-anchor)',
    pointerEvents: 'none',
  },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '1.6',
    minHeight: '14rem',
  },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    color: 'var(--mantine-color-dimmed)',
    backgroundColor: 'var(--panel)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--bar) !important',
  },
  '.cm-tooltip, .cm-panels': {
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--panel-raised)',
    border: '1px solid var(--line)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--fresh)',
  },
  '.cm-deletedChunk .cm-chunkButtons button[name]': {
    padding: '0 0.5rem',
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--panel-raised)',
    border: '1px solid var(--mantine-color-default-border)',
    fontFamily: 'var(--mantine-font-family)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-surface)', outline: '1px solid var(--warn-line)' },
});

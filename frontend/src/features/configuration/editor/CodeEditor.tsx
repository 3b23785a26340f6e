import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ConfigurationFile } from '../../../api/types';
import { completionFor } from './completion';
import { colours, dialect } from './dialect';
import { editorTheme } from './editor-theme';
import { phrases } from './phrases';
import type { PlacedProblem } from './placed-problems';

interface Props {
  label: string;
  kind: ConfigurationFile['kind'];
  /** What it begins with; a new key makes a new editor. */
  text: string;
  isReadOnly: boolean;
  /** What the text is compared with where it stands. */
  original?: string | undefined;
  /** Where to look first, from 1. */
  line?: number | undefined;
  problems: readonly PlacedProblem[];
  onChange: (text: string) => void;
  /** Ctrl+S. */
  onCheck: () => void;
}

/** One of fail2ban's files as text, with colours, completion, search and what is wrong in the margin. */
export function CodeEditor({ label, kind, text, isReadOnly, original, line, problems, ...on }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const change = useEffectEvent((changed: string) => on.onChange(changed));
  const check = useEffectEvent(() => {
    on.onCheck();
    return true;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor lives as long as its key, and owns its text
  useEffect(() => {
    const view = new EditorView({
      parent: place.current as HTMLDivElement,
      doc: text,
      extensions: [
        ...basics(kind),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => check() }]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) change(update.state.doc.toString());
        }),
        EditorState.readOnly.of(isReadOnly),
        original === undefined ? [] : unifiedMergeView({ original, gutter: true }),
      ],
    });
    editor.current = view;
    if (line !== undefined) showLine(view, line);
    return () => view.destroy();
  }, []);

  useEffect(() => {
    const view = editor.current;
    if (view)
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => diagnosticOf(view, problem)),
        ),
      );
  }, [problems]);

  return <div ref={place} />;
}

function basics(kind: ConfigurationFile['kind']): Extension[] {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    autocompletion({ override: [completionFor(kind)] }),
    EditorView.lineWrapping,
    dialect,
    colours,
    editorTheme,
    phrases(),
    keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}

function lineAt(view: EditorView, line: number) {
  return view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
}

function showLine(view: EditorView, line: number): void {
  const { from } = lineAt(view, line);
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
  view.focus();
}

function diagnosticOf(view: EditorView, { line, message }: PlacedProblem) {
  const { from, to } = lineAt(view, line);
  return { from, to, severity: 'error' as const, message };
}

/**
 * Tells the rows that came to fail2ban's table of bans since the last look. fail2ban deletes the rows of an address that
 * is released, and SQLite gives the row ids at the end of a table out again, so a row id alone does not tell new from seen.
 */
export interface RowMark {
  readonly rowId: number;
  readonly jail: string;
  readonly address: string;
  readonly bannedAt: number;
}

export interface RowQuestions<Row extends RowMark> {
  row(rowId: number): RowMark | undefined;
  /** In ascending order. */
  rowsAfter(rowId: number, limit: number): Row[];
  /** The last rows, in ascending order. */
  newest(limit: number): RowMark[];
}

export interface NewRows {
  /** The first call only takes the position. At most `rowsPerRead` at a time. */
  take<Row extends RowMark>(questions: RowQuestions<Row>): Row[];
  isAtStart(): boolean;
}

export const rowsPerRead = 5_000;
/** How far back rows are recognised after deletions: more than fail2ban can add between two looks. */
const rememberedRows = 5_000;

export function createNewRows(): NewRows {
  /** The newest rows seen, ascending. */
  let seen: readonly RowMark[] | null = null;

  return {
    take(questions) {
      if (seen === null) {
        seen = questions.newest(rememberedRows).map(toMark);
        return [];
      }
      const stillThere = seen.findLastIndex((mark) => isSame(questions.row(mark.rowId), mark));
      const known = seen.slice(0, stillThere + 1);
      const added = questions.rowsAfter(known.at(-1)?.rowId ?? 0, rowsPerRead);
      seen = [...known, ...added.map(toMark)].slice(-rememberedRows);
      return added;
    },
    isAtStart: () => seen === null,
  };
}

function toMark({ rowId, jail, address, bannedAt }: RowMark): RowMark {
  return { rowId, jail, address, bannedAt };
}

function isSame(row: RowMark | undefined, mark: RowMark): boolean {
  // A time that is none (NaN) is the same as itself, too.
  return row?.address === mark.address && row.jail === mark.jail && Object.is(row.bannedAt, mark.bannedAt);
}

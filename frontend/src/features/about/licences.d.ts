declare module 'virtual:licences' {
  import type { licences } from '../../../../scripts/licences.ts';

  const all: ReturnType<typeof licences>;
  export default all;
}

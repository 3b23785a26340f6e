import { join } from 'node:path';
import type { Plugin } from 'vite';
import { licences } from '../scripts/licences.ts';

const name = 'virtual:licences';
const resolvedName = `\0${name}`;

/** Gives the interface the licences of what it is shipped with, as the module `virtual:licences`. */
export function licencesModule(): Plugin {
  return {
    name: 'licences',
    resolveId: (source) => (source === name ? resolvedName : null),
    load(id) {
      if (id !== resolvedName) return null;
      const json = JSON.stringify(licences(join(import.meta.dirname, '..')));
      // Browsers read a long JSON text faster than the same as a program.
      return `export default JSON.parse(${JSON.stringify(json)});`;
    },
  };
}

/** What the address bar says about the page. */
export interface SimulatorSearch {
  jail?: string;
  /** A simulation that has been begun: running, or its result. */
  id?: string;
}

const longestName = 200;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readSimulatorSearch({ jail, id }: Record<string, unknown>): SimulatorSearch {
  return {
    ...(typeof jail === 'string' && jail !== '' && jail.length <= longestName && { jail }),
    ...(typeof id === 'string' && uuid.test(id) && { id }),
  };
}

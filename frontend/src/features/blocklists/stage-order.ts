import type { BlocklistStage } from '../../api/types';

/** The steps of an import in their order. */
export const stages = ['fetch', 'compile', 'write', 'apply', 'record'] as const satisfies BlocklistStage[];

import { lazy } from 'react';
import { onceReachable } from './once-reachable';

/**
 * A part that is fetched when it is shown. Where BanGUI does not answer just then, its place stays empty until it does: an
 * error of a plain lazy part would take the whole page away.
 */
export const lazyPart: typeof lazy = (load) => lazy(onceReachable(load));

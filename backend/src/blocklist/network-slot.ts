/** One network that is written over again and again, so that reading a million lines costs no memory. */
export interface NetworkSlot {
  family: 4 | 6;
  /** Most significant first; IPv4 uses the first only. */
  readonly words: Uint32Array;
  prefixLength: number;
}

export function createNetworkSlot(): NetworkSlot {
  return { family: 4, words: new Uint32Array(4), prefixLength: 0 };
}

export function clearHostBits({ family, words, prefixLength }: NetworkSlot): void {
  const width = family === 4 ? 1 : 4;
  for (let word = prefixLength >>> 5; word < width; word += 1) {
    words[word] = (words[word] as number) & ~hostMask(prefixLength, word);
  }
}

/** Makes it the last address of the network. */
export function setHostBits({ family, words, prefixLength }: NetworkSlot): void {
  const width = family === 4 ? 1 : 4;
  for (let word = prefixLength >>> 5; word < width; word += 1) {
    words[word] = (words[word] as number) | hostMask(prefixLength, word);
  }
}

/** The bits of the word that are behind the prefix. */
export function hostMask(prefixLength: number, word: number): number {
  const bits = prefixLength - 32 * word;
  if (bits >= 32) return 0;
  return 0xffff_ffff >>> Math.max(bits, 0);
}

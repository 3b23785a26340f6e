import { isTooWideToBan, type ParsedAddress, parseAddress } from '../../network/address';

type Mistake = Extract<ParsedAddress, { isValid: false }>['problem'] | 'network_too_large';

export interface AddressLines {
  /** In canonical spelling, each once. */
  addresses: string[];
  networks: number;
  mistakes: { line: number; text: string; problem: Mistake }[];
  /** Networks written with an address inside them, and what they mean. */
  widened: { text: string; meaning: string }[];
}

/** Reads what somebody pasted: addresses and networks by lines, commas, semicolons or spaces. */
export function readAddressLines(input: string): AddressLines {
  const addresses = new Set<string>();
  let networks = 0;
  const mistakes: AddressLines['mistakes'] = [];
  const widened: AddressLines['widened'] = [];

  for (const [index, line] of input.split('\n').entries()) {
    for (const text of line.split(/[\s,;]+/).filter(Boolean)) {
      const parsed = parseAddress(text);
      if (!parsed.isValid) {
        mistakes.push({ line: index + 1, text, problem: parsed.problem });
      } else if (isTooWideToBan(parsed)) {
        mistakes.push({ line: index + 1, text, problem: 'network_too_large' });
      } else if (!addresses.has(parsed.text)) {
        addresses.add(parsed.text);
        if (parsed.kind === 'network') networks += 1;
        if (parsed.hasHostBits) widened.push({ text, meaning: parsed.text });
      }
    }
  }
  return { addresses: [...addresses], networks, mistakes, widened };
}

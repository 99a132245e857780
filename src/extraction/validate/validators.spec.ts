import { parseAmountInWords } from '../read/parse-amount-in-words';
import { formatGrosze, parsePolishAmount } from '../read/parse-polish-amount';
import { parsePolishDate } from '../read/parse-polish-date';
import { parseKsefNumber } from './ksef-number';
import { parseNip } from './nip-checksum';
import { parseNrb } from './nrb-checksum';
import { parsePesel } from './pesel-checksum';
import { parseRegon } from './regon-checksum';
import { VALIDATOR_VECTORS } from './validator-vectors.spec-support';

const money = (parse: (text: string) => number | null) => (text: string): string | null => {
  const grosze = parse(text);
  return grosze === null ? null : formatGrosze(grosze);
};

const PARSERS: Readonly<Record<string, (text: string) => string | null>> = {
  nip: parseNip, regon: parseRegon, pesel: parsePesel, nrb: parseNrb, ksef: parseKsefNumber, date: parsePolishDate,
  amount: money(parsePolishAmount), slownie: money(parseAmountInWords),
};

describe('validators agree with the reference examples', () => {
  it('has them all', () => expect(VALIDATOR_VECTORS).toHaveLength(140));
  it.each(VALIDATOR_VECTORS)('%s %j gives %j (%s)', (type, text, normal) => {
    expect(PARSERS[type]?.(text)).toBe(normal);
  });
});

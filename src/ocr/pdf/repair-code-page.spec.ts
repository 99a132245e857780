import { codePageRepair } from './repair-code-page';

const repaired = (...lines: string[]): string[] => {
  const repair = codePageRepair(lines);
  return repair ? lines.map(repair) : lines;
};

describe('codePageRepair', () => {
  it('reads CP1250 that was taken for CP1252', () => {
    expect(repaired('Termin p³atnoœci', 'Sposób zap³aty', 'Sprzeda¿ ¹ê')).toEqual(['Termin płatności', 'Sposób zapłaty', 'Sprzedaż ąę']);
  });

  it('reads ISO 8859-2 by the letters that only it has', () => {
    expect(repaired('Warto¶æ', 'p³atno¶æ')).toEqual(['Wartość', 'płatność']);
  });

  it('keeps cubic metres', () => {
    expect(repaired('Wartoœæ p³atnoœci', '100 m³')[1]).toBe('100 m³');
  });

  it.each([
    ['Polish letters are right', ['płatność 5 m³', 'p³atnoœci p³atnoœci']],
    ['there are only prices in pounds', ['£10', '£20', '£30']],
    ['a French name has one accent', ['Crêpe']],
  ])('leaves a page alone when %s', (_why, lines) => {
    expect(codePageRepair(lines)).toBeNull();
  });
});

import { escapeLike, foldText } from './fold-text';

describe('foldText', () => {
  it.each([
    ['every Polish letter, both cases', 'Zażółć GĘŚLĄ Jaźń', 'zazolc gesla jazn'],
    ['Ł alone does not decompose', 'ŁÓDŹ', 'lodz'],
    ['German names', 'Müller & Söhne', 'muller & sohne'],
    ['white space of every kind', ' a\u00a0\n b\t', 'a b'],
  ])('%s', (_title, given, expected) => expect(foldText(given)).toBe(expected));
});

it('escapeLike takes the meaning from wildcards', () => expect(escapeLike('100%_\\')).toBe('100\\%\\_\\\\'));

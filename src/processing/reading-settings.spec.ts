import { AppConfig } from '../common/config/config';
import { DEFAULT_THRESHOLDS } from '../extraction/extraction.types';
import { readingSettings } from './reading-settings';

describe('thresholds', () => {
  const thresholds = (env: Record<string, string>) => readingSettings(AppConfig.fromEnvironment(env)).thresholds;

  it('are those of extraction where nothing else is configured', () => {
    expect(thresholds({})).toEqual(DEFAULT_THRESHOLDS);
  });

  it('are configured one by one, the rest together', () => {
    expect(thresholds({ THRESHOLD_SUMA_VAT: '0.5', THRESHOLD_OTHERS: '0.6' })).toMatchObject({ suma_vat: 0.5, suma_netto: DEFAULT_THRESHOLDS.suma_netto, waluta: 0.6, mpp: 0.6 });
  });
});

import { AppConfig } from './config';

describe('AppConfig', () => {
  it('has a default for everything but the servers', () => {
    const config = AppConfig.fromEnvironment({});
    expect([config.get('PORT'), config.get('MAX_UPLOAD_BYTES'), config.get('OCR_ENGINE')]).toEqual([3000, 26_214_400, 'paddle']);
  });

  it('takes an empty value for an unset one', () => {
    expect(AppConfig.fromEnvironment({ PORT: '' }).get('PORT')).toBe(3000);
  });

  it('names every setting that it cannot read', () => {
    expect(() => AppConfig.fromEnvironment({ PORT: 'abc', OCR_ENGINE: 'magic' })).toThrow(/PORT[^]*OCR_ENGINE/);
  });

  it('says what to do when a server is missing', () => {
    expect(() => AppConfig.fromEnvironment({}).require('DATABASE_URL')).toThrow(/DATABASE_URL is not set/);
  });
});

import { redisOptions } from './redis-connection';

describe('redisOptions', () => {
  it.each([
    ['redis://127.0.0.1:6380', { host: '127.0.0.1', port: 6380 }],
    ['redis://redis', { host: 'redis', port: 6379 }],
    ['rediss://ja:has%3Alo@redis:6379/2', { host: 'redis', port: 6379, username: 'ja', password: 'has:lo', db: 2, tls: {} }],
    ['unix:///run/r.sock', { path: '/run/r.sock' }],
    ['/run/r.sock', { path: '/run/r.sock' }],
  ])('%s', (url, expected) => {
    expect(redisOptions(url)).toEqual(expected);
  });
});

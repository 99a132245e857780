export type RedisOptions = { path: string } | { host: string; port: number; username?: string; password?: string; db?: number; tls?: object };

/** What `REDIS_URL` says, in the words of the client library: `redis://`, `rediss://`, `unix:///path` or a bare socket path. */
export function redisOptions(url: string): RedisOptions {
  if (url.startsWith('/')) return { path: url };
  if (url.startsWith('unix://')) return { path: new URL(url).pathname };
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname, port: Number(port || 6379),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

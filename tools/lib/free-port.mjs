import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody listens on: the preferred one when it is free. */
export async function freePort(preferred = 0) {
  if (preferred && (await listenOnce(preferred))) return preferred;
  return listenOnce(0);
}

/** Whether a server could listen there now. */
export async function isPortFree(port, host = '127.0.0.1') {
  return (await listenOnce(port, host)) !== null;
}

function listenOnce(port, host = '127.0.0.1') {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(null));
    server.listen(port, host, () => {
      const taken = server.address().port;
      server.close(() => done(taken));
    });
  });
}

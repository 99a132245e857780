import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { answerUnreadable } from './unreadable-request';

let server: Server;
beforeAll(async () => {
  server = createServer({ maxHeaderSize: 1000 }, (_request, response) => response.end('read')).on('clientError', answerUnreadable);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => new Promise((resolve) => { server.close(resolve); }));

/** All that the server says to these bytes until it hangs up. */
function answerTo(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (data: Buffer) => { text += data.toString(); }).on('end', () => resolve(text)).on('error', reject);
  });
}

describe('answerUnreadable', () => {
  it.each([
    ['letters that were not encoded', 'GET /api/invoices/?search=Cięciwa HTTP/1.1\r\nHost: a\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['headers that are too long', `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(2000)}\r\n\r\n`, 'HTTP/1.1 431 Request Header Fields Too Large'],
  ])('says what is wrong with %s', async (_, request, status) => {
    const answer = await answerTo(request);
    const [head, body] = answer.split('\r\n\r\n');
    expect([head!.split('\r\n')[0], head!.includes('application/problem+json'), JSON.parse(body!)]).toEqual([status, true, expect.objectContaining({ code: 'validation_failed', retryable: false })]);
  });
});

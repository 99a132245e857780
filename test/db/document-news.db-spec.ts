import Bull from 'bull';
import { DocumentNews } from '../../src/common/queue/document-news';
import { DocumentQueue } from '../../src/common/queue/document-queue';
import { DOCUMENT_QUEUE } from '../../src/common/queue/jobs';
import { openTestServers, type TestServers } from '../support/servers';
import { until } from '../support/until';

let servers: TestServers;
let queues: Bull.Queue[];
beforeAll(async () => {
  servers = await openTestServers();
  queues = [new Bull(DOCUMENT_QUEUE, servers.redisUrl), new Bull(DOCUMENT_QUEUE, servers.redisUrl)];
});
afterAll(async () => {
  for (const queue of queues ?? []) await queue.close();
  await servers?.close();
});

it('news of a document reach everyone who waits for it in another process, and nobody else', async () => {
  const [near, far] = queues.map((queue) => new DocumentNews(new DocumentQueue(queue)));
  const heard: string[] = [];
  const wait = (id: string): Promise<void> => near!.whileListening(id, (news) => new Promise((resolve) => {
    news.addEventListener('abort', () => { heard.push(id); resolve(); }, { once: true });
  }));
  const [one, two, other] = [wait('read'), wait('read'), wait('other')];
  const { client } = queues[1]!;
  await until('somebody listens', async () => (await client.pubsub('CHANNELS', `*:documents:${client.options.db}`)).length > 0);
  far!.tell('read');
  await Promise.all([one, two]);
  expect(heard).toEqual(['read', 'read']);
  far!.tell('other');
  await other;
  near!.onApplicationShutdown();
  expect(heard).toEqual(['read', 'read', 'other']);
});

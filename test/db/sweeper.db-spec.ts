import { randomUUID } from 'node:crypto';
import { AppConfig } from '../../src/common/config/config';
import { PrismaService } from '../../src/common/prisma/prisma.service';
import type { DocumentQueue } from '../../src/common/queue/document-queue';
import { RunRepository } from '../../src/processing/run.repository';
import { Sweeper } from '../../src/processing/sweeper';
import { openTestServers, type TestServers } from '../support/servers';

describe('the sweeper', () => {
  let servers: TestServers;
  let prisma: PrismaService;
  let config: AppConfig;
  let organisationId: string;

  beforeAll(async () => {
    servers = await openTestServers();
    config = AppConfig.fromEnvironment(servers.env);
    prisma = new PrismaService(config);
    organisationId = (await prisma.organisation.create({ data: { name: `sweeper-${randomUUID()}` } })).id;
  });
  afterAll(async () => {
    await prisma?.$disconnect();
    await servers?.close();
  });

  const documentOf = async (createdAt: Date): Promise<string> =>
    (await prisma.document.create({ data: { organisationId, createdAt, sha256: randomUUID(), mime: 'application/pdf', bytes: 1, pages: 1, fileName: 'a.pdf' } })).id;
  /** A sweeper, and what it announced. */
  const sweeper = (): { sweep: () => Promise<void>; announced: string[] } => {
    const announced: string[] = [];
    const queue = { knows: (id: string) => Promise.resolve(announced.includes(id)), announce: (id: string) => { announced.push(id); return Promise.resolve(true); } };
    const one = new Sweeper(config, new RunRepository(prisma), queue as unknown as DocumentQueue);
    return { sweep: () => one.sweep(), announced };
  };

  it('announces an old document that nobody has begun when it starts', async () => {
    const id = await documentOf(new Date('2020-01-01'));
    const { sweep, announced } = sweeper();
    await sweep();
    expect(announced).toContain(id);
  });

  it('then looks at recent ones, and announces nothing twice', async () => {
    const { sweep, announced } = sweeper();
    await sweep();
    const [old, recent] = [await documentOf(new Date('2020-01-02')), await documentOf(new Date())];
    await sweep();
    await sweep();
    expect([announced.includes(old), announced.filter((id) => id === recent).length]).toEqual([false, 1]);
  });
});

import { AppError } from '../../src/common/errors/app-error';
import type { DocumentStatus } from '../../src/documents/document-view';
import { documentView } from '../../src/documents/document-view';
import { DocumentsRepository } from '../../src/documents/documents.repository';
import { DocumentsService } from '../../src/documents/documents.service';
import { Desk } from './invoice-desk';

let desk: Desk;
let documents: DocumentsRepository;
let organisationId: string;
beforeAll(async () => {
  desk = await Desk.open();
  documents = new DocumentsRepository(desk.prisma);
});
beforeEach(async () => { organisationId = await desk.organisation(); });
afterAll(() => desk?.close());

/** A document whose attempts ended like this, the latest last. */
async function tried(...runs: ('queued' | 'running' | 'done' | 'failed' | 'cancelled')[]): Promise<string> {
  const documentId = await desk.document(organisationId);
  await desk.prisma.run.createMany({ data: runs.map((status, index) => ({ documentId, attempt: index + 1, status })) });
  return documentId;
}
const listed = async (status: DocumentStatus, skip = 0, take = 10): Promise<[number, string[]]> => {
  const [count, rows] = await documents.list(organisationId, { status }, skip, take);
  return [count, rows.map(({ id }) => id)];
};

describe('documents by status', () => {
  it('are those whose latest attempt stands so', async () => {
    const ids = { queued: await tried(), processing: await tried('failed', 'running'), done: await tried('done'), failed: await tried('failed'), cancelled: await tried('cancelled') };
    const again = await tried('failed', 'queued');
    for (const status of ['processing', 'done', 'failed', 'cancelled'] as const) expect(await listed(status)).toEqual([1, [ids[status]]]);
    expect(await listed('queued')).toEqual([2, [again, ids.queued]]);
  });

  it('come in pages, newest first, with what the views show', async () => {
    const ids = [await tried('done'), await tried('done'), await tried('done')].reverse();
    await tried('failed');
    expect(await listed('done', 0, 2)).toEqual([3, ids.slice(0, 2)]);
    expect(await listed('done', 2, 2)).toEqual([3, ids.slice(2)]);
    const [, [row]] = await documents.list(organisationId, { status: 'done' }, 0, 1);
    expect(row && documentView(row)).toMatchObject({ status: 'done', attempts: 1 });
  });

  it('go together with the content asked for, and stay in their organisation', async () => {
    const id = await tried('done');
    await tried('done');
    const { sha256 } = await desk.prisma.document.findUniqueOrThrow({ where: { id } });
    const found = async (organisation: string) => (await documents.list(organisation, { status: 'done', sha256 }, 0, 10))[1].map((one) => one.id);
    expect([await found(organisationId), await found(await desk.organisation())]).toEqual([[id], []]);
  });
});

describe('waiting for a document', () => {
  /** Nobody tells that a document is done: it is looked at. */
  const silent = { whileListening: <T>(_id: string, work: (news: AbortSignal) => Promise<T>): Promise<T> => work(new AbortController().signal) };
  const service = (): DocumentsService => {
    const none = null as never;
    return new DocumentsService(documents, none, none, none, none, none, none, silent as never);
  };

  it('ends when its client has gone', async () => {
    const gone = new AbortController();
    const waiting = service().waitUntilFinal(organisationId, await tried('running'), 3600, gone.signal);
    gone.abort();
    expect(await waiting).toBeNull();
  });

  it('sees the document become final', async () => {
    const id = await tried('running');
    const waiting = service().waitUntilFinal(organisationId, id, 30);
    await desk.prisma.run.updateMany({ where: { documentId: id }, data: { status: 'done' } });
    expect((await waiting)?.status).toBe('done');
  });

  it('of another organisation is refused', async () => {
    await expect(service().waitUntilFinal(await desk.organisation(), await tried(), 1)).rejects.toThrow(AppError);
  });
});

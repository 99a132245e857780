import { Injectable } from '@nestjs/common';
import { type Document, Prisma } from '../common/prisma/generated/client';
import { PrismaService } from '../common/prisma/prisma.service';
import type { Transaction } from '../common/prisma/transaction';

export interface NewDocument { organisationId: string; sha256: string; mime: string; bytes: number; pages: number; fileName: string }
export interface FirstAnswer { organisationId: string; key: string; sha256: string; documentId: string; status: number; answer: Prisma.InputJsonObject }

/** The only writer of `Document` and `IdempotencyKey`. */
@Injectable()
export class DocumentRepository {
  constructor(private readonly prisma: PrismaService) {}

  findByHash(organisationId: string, sha256: string): Promise<Document | null> {
    return this.prisma.document.findUnique({ where: { organisationId_sha256: { organisationId, sha256 } } });
  }

  findAnswer(organisationId: string, key: string) {
    return this.prisma.idempotencyKey.findUnique({ where: { organisationId_key: { organisationId, key } } });
  }

  /**
   * Stores bytes and row as one: while the hash is locked nobody may delete the bytes, and the row appears only once they lie safe.
   * When this fails the bytes may lie without an owner: the caller releases them.
   * `duplicate` when the organisation had the bytes already; the answer to an Idempotency-Key is kept in the same transaction.
   * @throws Prisma P2002 when another request used the same Idempotency-Key meanwhile; nothing is kept then.
   */
  async register(wanted: NewDocument, putBytes: () => Promise<void>, answerFor: (document: Document, duplicate: boolean) => FirstAnswer | null): Promise<{ document: Document; duplicate: boolean }> {
    return this.prisma.$transaction(async (tx) => {
      await lockHash(tx, wanted.sha256);
      const known = await tx.document.findUnique({ where: { organisationId_sha256: { organisationId: wanted.organisationId, sha256: wanted.sha256 } } });
      // Also for a document that is known: bytes that got lost in storage are whole again.
      await putBytes();
      const document = known ?? (await tx.document.create({ data: wanted }));
      const answer = answerFor(document, known !== null);
      if (answer) {
        await tx.idempotencyKey.create({ data: answer });
      }
      return { document, duplicate: known !== null };
    }, { timeout: 30_000, maxWait: 10_000 });
  }

  /** Forgets one answer, unless another request has renewed it. */
  async forgetAnswer(organisationId: string, key: string, notAfter: Date): Promise<void> {
    await this.prisma.idempotencyKey.deleteMany({ where: { organisationId, key, createdAt: { lte: notAfter } } });
  }

  forgetAnswersBefore(moment: Date): Promise<{ count: number }> {
    return this.prisma.idempotencyKey.deleteMany({ where: { createdAt: { lte: moment } } });
  }

  /** Removes the row with all that hangs on it; says whether there was one. */
  async remove(organisationId: string, id: string): Promise<Document | null> {
    return this.prisma.$transaction(async (tx) => {
      const document = await tx.document.findFirst({ where: { id, organisationId } });
      if (document) await tx.document.delete({ where: { id } });
      return document;
    });
  }

  /** Those of the hashes that no document names. */
  async withoutOwner(hashes: readonly string[]): Promise<string[]> {
    const owned = await this.prisma.document.findMany({ where: { sha256: { in: [...hashes] } }, select: { sha256: true }, distinct: ['sha256'] });
    const names = new Set(owned.map(({ sha256 }) => sha256));
    return hashes.filter((hash) => !names.has(hash));
  }

  /** Runs `deleteBytes` if no organisation needs the bytes any more; an upload of the same bytes waits meanwhile. */
  async releaseBytes(sha256: string, deleteBytes: () => Promise<void>): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await lockHash(tx, sha256);
      if ((await tx.document.count({ where: { sha256 } })) === 0) await deleteBytes();
    }, { timeout: 30_000, maxWait: 10_000 });
  }
}

/** One at a time per content hash, until the transaction ends. */
async function lockHash(tx: Transaction, sha256: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(('x' || left(${sha256}, 16))::bit(64)::bigint)`;
}

/** True for a unique key that another transaction took first. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

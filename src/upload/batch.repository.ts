import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/prisma/prisma.service';

export interface NewBatchItem {
  readonly fileName: string;
  readonly page?: number;
  readonly documentId?: string;
  readonly duplicate?: boolean;
  readonly errorCode?: string;
  readonly errorText?: string;
}

/** The only writer of `Batch` and `BatchItem`. */
@Injectable()
export class BatchRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** @returns the id of the batch, whose items stand in the given order. */
  async create(organisationId: string, items: readonly NewBatchItem[]): Promise<string> {
    const data = items.map((item, position) => ({ ...item, position }));
    return (await this.prisma.batch.create({ data: { organisationId, items: { createMany: { data } } } })).id;
  }
}

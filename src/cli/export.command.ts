import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { ExportModule } from './cli.modules';
import { ApiKeyService } from '../auth/api-key.service';
import { rounded } from '../common/http/rounded';
import { toInvoiceView } from '../invoices/invoice-view';
import { InvoicesRepository } from '../invoices/invoices.repository';
import { print } from './output';
import { UsageError } from './usage-error';

const PAGE = 200;

/** `export --organisation NAME`: every invoice of an organisation as one JSON object a line, oldest first. */
export async function exportCommand(args: string[]): Promise<number> {
  const name = organisationIn(args);
  const app = await NestFactory.createApplicationContext(ExportModule, { logger: ['error', 'warn'] });
  try {
    const organisationId = await app.get(ApiKeyService).organisationId(name);
    if (organisationId === null) throw new UsageError(`There is no organisation called ${name}.`);
    for (let skip = 0; ; skip += PAGE) {
      const [, rows] = await app.get(InvoicesRepository).list(organisationId, { where: {}, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], skip, take: PAGE });
      for (const row of rows) print(JSON.stringify(toInvoiceView(row), rounded));
      if (rows.length < PAGE) return 0;
    }
  } finally { await app.close(); }
}

function organisationIn(args: string[]): string {
  try {
    const { organisation } = parseArgs({ args, options: { organisation: { type: 'string' } } }).values;
    if (!organisation) throw new UsageError('--organisation is needed.');
    return organisation;
  } catch (error) { throw error instanceof UsageError ? error : new UsageError((error as Error).message); }
}

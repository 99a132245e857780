import { randomUUID } from 'node:crypto';
import type { ApiPrincipal } from '../../src/auth/api-principal';
import { AppConfig } from '../../src/common/config/config';
import { PrismaService } from '../../src/common/prisma/prisma.service';
import type { Transaction } from '../../src/common/prisma/transaction';
import { type ExtractedInvoice, FIELD_NAMES, type Field, type FieldName } from '../../src/extraction/extraction.types';
import { InvoicesRepository, type SavedInvoice } from '../../src/invoices/invoices.repository';
import { ReviewRepository } from '../../src/review/review.repository';
import { ReviewService } from '../../src/review/review.service';
import { openTestServers, type TestServers } from '../support/servers';

export const GOOD: Readonly<Partial<Record<FieldName, string | boolean>>> = {
  numer_faktury: 'FV/1/2026', data_wystawienia: '2026-03-05', sprzedawca_nazwa: 'Żółw i Spółka', sprzedawca_nip: '5260250274', nabywca_nip: '1234563218',
  waluta: 'PLN', suma_netto: '100.00', suma_vat: '23.00', suma_brutto: '123.00',
};

export function field(value: string | boolean, more: Partial<Field> = {}): Field {
  return { value, raw: String(value), confidence: 0.9, page: 1, polygon: [[1, 2], [30, 2], [30, 12], [1, 12]], source: 'ocr', checks: [], alternatives: [], ...more };
}

/** A reading of the good invoice; `values` replace single fields (null: not on the page), `more` anything else. */
export function extracted(values: Partial<Record<FieldName, string | boolean | null>> = {}, more: Partial<ExtractedInvoice> = {}): ExtractedInvoice {
  const all = { ...GOOD, ...values };
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, all[name] === undefined || all[name] === null ? null : field(all[name])]));
  return { rodzaj: 'VAT', confidence: 0.9, fields: fields as ExtractedInvoice['fields'], pozycje: [], podsumowanie_vat: [], route: 'auto_accept', reasons: [], ...more };
}

/** The real repositories on the real database. Every organisation is fresh, so tests share it without meeting. */
export class Desk {
  readonly config: AppConfig;
  readonly prisma: PrismaService;
  readonly invoices: InvoicesRepository;
  readonly reviews: ReviewService;

  private constructor(readonly servers: TestServers) {
    this.config = AppConfig.fromEnvironment(servers.env);
    this.prisma = new PrismaService(this.config);
    this.invoices = new InvoicesRepository(this.prisma);
    this.reviews = new ReviewService(new ReviewRepository(this.prisma), this.invoices, this.config);
  }

  static async open(): Promise<Desk> { return new Desk(await openTestServers()); }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await this.servers.close();
  }

  async organisation(): Promise<string> {
    return (await this.prisma.organisation.create({ data: { name: `desk-${randomUUID()}` } })).id;
  }

  async document(organisationId: string): Promise<string> {
    const data = { organisationId, sha256: randomUUID(), mime: 'application/pdf', bytes: 1, pages: 1, fileName: 'a.pdf' };
    return (await this.prisma.document.create({ data })).id;
  }

  save(organisationId: string, documentId: string, invoice: ExtractedInvoice): Promise<SavedInvoice> {
    return this.prisma.$transaction((tx) => this.invoices.saveInvoice(tx, {
      organisationId, documentId, runId: randomUUID(), extracted: invoice, engine: 'paddle', modelHash: 'm', configHash: 'c',
    }));
  }

  /** A new document with this reading. */
  async saved(organisationId: string, invoice: ExtractedInvoice = extracted()): Promise<SavedInvoice> {
    return this.save(organisationId, await this.document(organisationId), invoice);
  }

  key(organisationId: string, name: string): ApiPrincipal {
    return { apiKeyId: randomUUID(), organisationId, organisation: 'desk', name, scopes: ['read', 'review'], operator: false };
  }

  /** Resolves as soon as this many sessions wait for a lock of the database that another holds. */
  async waiting(count: number): Promise<void> {
    for (let look = 0; look < 5000; look += 1) {
      const [row] = await this.prisma.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      if (Number(row?.n ?? 0) >= count) return;
    }
    throw new Error(`fewer than ${count} sessions ever waited`);
  }

  /** Holds an invoice as a deed does, until `letGo`; what `deed` wrote is committed then. */
  async holding(organisationId: string, id: string, deed: (tx: Transaction) => Promise<void> = async () => undefined): Promise<{ letGo: () => Promise<void> }> {
    const [held, end] = [gate(), gate()];
    const done = this.prisma.$transaction(async (tx) => {
      await this.invoices.lockOne(tx, organisationId, id);
      await deed(tx);
      held.open();
      await end.opened;
    });
    await held.opened;
    return { letGo: async () => { end.open(); await done; } };
  }
}

/** A promise that the test resolves by hand. */
export function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  return { opened: new Promise<void>((resolve) => { open = resolve; }), open: () => open() };
}

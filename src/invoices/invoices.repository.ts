import { Injectable } from '@nestjs/common';
import { type Invoice, type InvoiceStatus, Prisma, type Route } from '../common/prisma/generated/client';
import { PrismaService } from '../common/prisma/prisma.service';
import type { Transaction } from '../common/prisma/transaction';
import type { ExtractedInvoice, Field, FieldName } from '../extraction/extraction.types';
import { type BusinessKey, businessKey, lockText } from './business-key';
import { cleanJson } from './clean-text';
import { flatColumns, storedDecimal, storedInteger } from './flat-columns';
import { type FieldMap, type InvoiceRow, toFieldMap, WHOLE_INVOICE } from './invoice-view';

/** A finished reading, to become the invoice of its document. */
export interface InvoiceReading {
  readonly organisationId: string;
  readonly documentId: string;
  readonly runId: string;
  readonly extracted: ExtractedInvoice;
  readonly engine: string;
  readonly modelHash: string;
  readonly configHash: string;
}

/** `kept` says why an earlier reading stayed: people have worked on it, or are at it. */
export interface SavedInvoice {
  readonly id: string;
  readonly status: InvoiceStatus;
  readonly route: Route;
  readonly kept?: 'decided' | 'corrected' | 'claimed';
}

export interface InvoiceSelection {
  readonly where: Prisma.InvoiceWhereInput;
  readonly orderBy: Prisma.InvoiceOrderByWithRelationInput[];
  readonly skip: number;
  readonly take: number;
}

export interface Decision { readonly status: 'approved' | 'rejected'; readonly by: string; readonly note: string | null }

/** An invoice after people's words; the reason for a duplicate is added when it is saved. */
export interface CorrectedInvoice { readonly fields: FieldMap; readonly reasons: readonly string[]; readonly confidence: number }

export const DUPLICATE_REASON = 'duplicate_invoice';

/** The only writer of `Invoice`, `InvoiceField`, `InvoiceItem` and `InvoiceVatRow`. */
@Injectable()
export class InvoicesRepository {
  constructor(private readonly prisma: PrismaService) {}

  find(organisationId: string, id: string): Promise<InvoiceRow | null> {
    return this.prisma.invoice.findFirst({ where: { id, organisationId }, include: WHOLE_INVOICE });
  }

  ofDocument(organisationId: string, documentId: string): Promise<InvoiceRow | null> {
    return this.prisma.invoice.findFirst({ where: { documentId, organisationId }, include: WHOLE_INVOICE });
  }

  /** @returns how many there are in all, and the rows of this page */
  async list(organisationId: string, { where, ...page }: InvoiceSelection): Promise<[number, InvoiceRow[]]> {
    const own: Prisma.InvoiceWhereInput = { AND: [{ organisationId }, where] };
    return Promise.all([this.prisma.invoice.count({ where: own }), this.prisma.invoice.findMany({ where: own, include: WHOLE_INVOICE, ...page })]);
  }

  /**
   * Makes this reading the invoice of its document, in the caller's transaction: all rows at once, and the same rows again if
   * it is called again. An invoice that a person decided or corrected, or holds under a live claim, stays as it is, because
   * a machine must not undo people's work nor change what somebody is looking at. Locks go document, row, business key, so that
   * savers and reviewers never wait for each other in a circle.
   */
  async saveInvoice(tx: Transaction, reading: InvoiceReading): Promise<SavedInvoice> {
    const { organisationId, documentId } = reading;
    const extracted = cleanJson(reading.extracted);
    await lock(tx, `document\n${documentId}`);
    const existing = await this.lockByDocument(tx, documentId);
    const kept = existing && (await whyKept(tx, existing));
    if (existing && kept) return { id: existing.id, status: existing.status, route: existing.route, kept };

    const flat = flatColumns(extracted.fields, extracted.pozycje.map((item) => item.nazwa));
    const duplicateOfId = await this.findDuplicate(tx, businessKey(organisationId, extracted.rodzaj, flat), existing?.id ?? null);
    const route = duplicateOfId ? 'full_review' : extracted.route;
    const { runId, engine, modelHash, configHash } = reading;
    const data = {
      ...flat, runId, engine, modelHash, configHash, route, duplicateOfId, rodzaj: extracted.rodzaj, confidence: extracted.confidence,
      status: route === 'auto_accept' ? 'accepted' : 'needs_review', reasons: withDuplicateReason(extracted.reasons, duplicateOfId),
    } as const;
    const saved = existing ? await tx.invoice.update({ where: { id: existing.id }, data }) : await tx.invoice.create({ data: { ...data, organisationId, documentId } });
    await replaceRows(tx, saved.id, extracted);
    return { id: saved.id, status: saved.status, route: saved.route };
  }

  /** The invoice, held until the transaction ends: decisions and corrections about it happen one after another. Null: none here. */
  async lockOne(tx: Transaction, organisationId: string, id: string): Promise<Invoice | null> {
    const found = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM "Invoice" WHERE id = ${id}::uuid AND "organisationId" = ${organisationId}::uuid FOR NO KEY UPDATE`;
    return found.length === 0 ? null : tx.invoice.findUnique({ where: { id } });
  }

  async fieldsOf(tx: Transaction, invoiceId: string): Promise<FieldMap> {
    return toFieldMap(await tx.invoiceField.findMany({ where: { invoiceId } }));
  }

  /** Writes what a person decided. The caller holds the invoice and has seen that it was still open. */
  async decide(tx: Transaction, id: string, { status, by, note }: Decision): Promise<void> {
    await tx.invoice.update({ where: { id }, data: { status, decidedAt: new Date(), decidedBy: by, decisionNote: note } });
  }

  /**
   * Replaces the fields of an invoice that the caller holds; what is derived from them (columns for lists, search text,
   * duplicate) follows. Somebody has to look again, so it is in review. The route stays: it says what the machine had decided.
   */
  async saveFields(tx: Transaction, invoice: Invoice, { fields, reasons, confidence }: CorrectedInvoice): Promise<void> {
    const items = await tx.invoiceItem.findMany({ where: { invoiceId: invoice.id }, select: { nazwa: true } });
    const flat = flatColumns(fields, items.map((item) => item.nazwa));
    const duplicateOfId = await this.findDuplicate(tx, businessKey(invoice.organisationId, invoice.rodzaj, flat), invoice.id);
    await tx.invoice.update({ where: { id: invoice.id }, data: {
      ...flat, duplicateOfId, confidence, status: 'needs_review', reasons: withDuplicateReason(reasons, duplicateOfId), route: duplicateOfId ? 'full_review' : invoice.route,
    } });
    await tx.invoiceField.deleteMany({ where: { invoiceId: invoice.id } });
    await tx.invoiceField.createMany({ data: fieldRows(invoice.id, fields) });
  }

  private async lockByDocument(tx: Transaction, documentId: string): Promise<Invoice | null> {
    // NO KEY: a duplicate that points here may be saved meanwhile. A lock that stopped it could close a circle of waiting.
    await tx.$executeRaw`SELECT id FROM "Invoice" WHERE "documentId" = ${documentId}::uuid FOR NO KEY UPDATE`;
    return tx.invoice.findUnique({ where: { documentId } });
  }

  /**
   * The earliest other invoice under the same key that was not rejected and is not itself held to be a duplicate of this one.
   * The lock makes of two that are saved at once an earlier and a later one.
   */
  private async findDuplicate(tx: Transaction, key: BusinessKey | null, ownId: string | null): Promise<string | null> {
    if (key === null) return null;
    await lock(tx, lockText(key));
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Invoice"
      WHERE "organisationId" = ${key.organisationId}::uuid AND "sprzedawcaNip" = ${key.sellerNip} AND rodzaj = ${key.kind} AND status <> 'rejected'
        AND "businessNumber" = ${key.number}
        AND id IS DISTINCT FROM ${ownId}::uuid AND (${ownId}::uuid IS NULL OR "duplicateOfId" IS DISTINCT FROM ${ownId}::uuid)
      ORDER BY "createdAt", id LIMIT 1`;
    return found[0]?.id ?? null;
  }
}

/** Held until the transaction ends. */
async function lock(tx: Transaction, text: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${text}, 0))`;
}

async function whyKept(tx: Transaction, invoice: Invoice): Promise<SavedInvoice['kept']> {
  if (invoice.status === 'approved' || invoice.status === 'rejected') return 'decided';
  if ((await tx.correction.count({ where: { invoiceId: invoice.id } })) > 0) return 'corrected';
  const claims = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "ReviewClaim" WHERE "invoiceId" = ${invoice.id}::uuid AND "expiresAt" > clock_timestamp()`;
  return claims.length > 0 ? 'claimed' : undefined;
}

function withDuplicateReason(reasons: readonly string[], duplicateOfId: string | null): string[] {
  const others = reasons.filter((reason) => reason !== DUPLICATE_REASON);
  return duplicateOfId ? [...others, DUPLICATE_REASON] : others;
}

async function replaceRows(tx: Transaction, invoiceId: string, extracted: ExtractedInvoice): Promise<void> {
  const old = { where: { invoiceId } };
  await tx.invoiceField.deleteMany(old);
  await tx.invoiceItem.deleteMany(old);
  await tx.invoiceVatRow.deleteMany(old);
  await tx.invoiceField.createMany({ data: fieldRows(invoiceId, extracted.fields) });
  await tx.invoiceItem.createMany({ data: extracted.pozycje.map((item, position) => ({
    invoiceId, position, lp: storedInteger(item.lp) ?? position + 1, nazwa: item.nazwa, jednostka: item.jednostka, stawkaVat: item.stawka_vat,
    ilosc: storedDecimal(item.ilosc, 18), cenaNetto: storedDecimal(item.cena_netto, 16), wartoscNetto: storedDecimal(item.wartosc_netto, 18),
    wartoscVat: storedDecimal(item.wartosc_vat, 18), wartoscBrutto: storedDecimal(item.wartosc_brutto, 18), confidence: item.confidence, page: item.page,
  })) });
  await tx.invoiceVatRow.createMany({ data: extracted.podsumowanie_vat.map((row, position) => ({
    invoiceId, position, stawka: row.stawka, netto: storedDecimal(row.netto, 18), vat: storedDecimal(row.vat, 18), brutto: storedDecimal(row.brutto, 18),
    confidence: row.confidence, page: row.page,
  })) });
}

function fieldRows(invoiceId: string, fields: Readonly<Record<FieldName, Field | null>>): Prisma.InvoiceFieldCreateManyInput[] {
  return Object.entries(fields).flatMap(([name, field]) => field === null ? [] : [{
    invoiceId, name, value: field.value, raw: field.raw, confidence: field.confidence, page: field.page, source: field.source,
    polygon: field.polygon === null ? Prisma.DbNull : json(field.polygon), checks: json(field.checks), alternatives: json(field.alternatives),
  }]);
}

/** Plain data by its type; Prisma's input type does not admit readonly lists. */
function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

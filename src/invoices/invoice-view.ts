import type { Prisma } from '../common/prisma/generated/client';
import { type Alternative, type Check, FIELD_NAMES, type Field, type FieldName, type FieldSource, type PodsumowanieVat, type Pozycja, type Route } from '../extraction/extraction.types';
import type { Quad } from '../ocr/ocr.types';

/** Everything that belongs to an invoice, in one query per table whatever the number of invoices. */
export const WHOLE_INVOICE = {
  fields: true, items: { orderBy: { position: 'asc' } }, vatRows: { orderBy: { position: 'asc' } }, corrections: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.InvoiceInclude;

export type InvoiceRow = Prisma.InvoiceGetPayload<{ include: typeof WHOLE_INVOICE }>;
type FieldRow = InvoiceRow['fields'][number];
export type FieldMap = Record<FieldName, Field | null>;

export interface CorrectionView {
  readonly field: string;
  readonly machineValue: string | boolean | null;
  readonly humanValue: string | boolean | null;
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
}

/** An invoice as the contract shows it; dates of its life and of its decision are extras. */
export interface InvoiceView {
  readonly id: string;
  readonly documentId: string;
  readonly status: InvoiceRow['status'];
  readonly route: Route;
  readonly reasons: readonly string[];
  readonly confidence: number;
  readonly rodzaj: string;
  readonly fields: FieldMap;
  readonly podsumowanie_vat: readonly PodsumowanieVat[];
  readonly pozycje: readonly Pozycja[];
  readonly duplicateOf?: string;
  readonly corrections: readonly CorrectionView[];
  readonly engine: string;
  readonly modelHash: string;
  readonly configHash: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly decidedAt?: Date;
  readonly decidedBy?: string;
  readonly decisionNote?: string;
}

export function toInvoiceView(row: InvoiceRow): InvoiceView {
  const { id, documentId, status, route, reasons, confidence, rodzaj, engine, modelHash, configHash, createdAt, updatedAt } = row;
  return {
    id, documentId, status, route, reasons, confidence, rodzaj,
    fields: toFieldMap(row.fields),
    podsumowanie_vat: row.vatRows.map(toVatRow),
    pozycje: row.items.map(toItem),
    ...(row.duplicateOfId === null ? {} : { duplicateOf: row.duplicateOfId }),
    corrections: row.corrections.map(({ field, machineValue, humanValue, by, at, note }) => ({ field, machineValue: plain(machineValue), humanValue: plain(humanValue), by, at, note })),
    engine, modelHash, configHash, createdAt, updatedAt,
    ...(row.decidedAt === null ? {} : { decidedAt: row.decidedAt }),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    ...(row.decisionNote === null ? {} : { decisionNote: row.decisionNote }),
  };
}

/** Exactly the fields of the contract, in its order; `null` for one without a row. */
export function toFieldMap(rows: readonly FieldRow[]): FieldMap {
  const byName = new Map(rows.map((row) => [row.name, row]));
  return Object.fromEntries(FIELD_NAMES.map((name) => {
    const row = byName.get(name);
    return [name, row ? toField(row) : null];
  })) as FieldMap;
}

/** The JSON columns hold what `saveInvoice` put there, so their types are known though the database does not check them. */
function toField(row: FieldRow): Field {
  return {
    value: row.value as string | boolean, raw: row.raw, confidence: row.confidence, page: row.page, polygon: row.polygon as unknown as Quad | null,
    source: row.source as FieldSource, checks: row.checks as unknown as Check[], alternatives: row.alternatives as unknown as Alternative[],
  };
}

function toItem(row: InvoiceRow['items'][number]): Pozycja {
  return {
    lp: row.lp, nazwa: row.nazwa, ilosc: decimal(row.ilosc, 0), jednostka: row.jednostka, cena_netto: decimal(row.cenaNetto, 2), stawka_vat: row.stawkaVat,
    wartosc_netto: decimal(row.wartoscNetto, 2), wartosc_vat: decimal(row.wartoscVat, 2), wartosc_brutto: decimal(row.wartoscBrutto, 2),
    confidence: row.confidence, page: row.page,
  };
}

function toVatRow(row: InvoiceRow['vatRows'][number]): PodsumowanieVat {
  return { stawka: row.stawka, netto: decimal(row.netto, 2), vat: decimal(row.vat, 2), brutto: decimal(row.brutto, 2), confidence: row.confidence, page: row.page };
}

/** Decimal places as stored, without trailing zeros, but at least `places`: `12.50`, `0.4375`, `3`. Never an exponent. */
function decimal(value: Prisma.Decimal | null, places: number): string | null {
  return value === null ? null : value.toFixed(Math.max(places, value.decimalPlaces()));
}

function plain(value: Prisma.JsonValue): string | boolean | null {
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

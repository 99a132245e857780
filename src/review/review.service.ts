import { Injectable } from '@nestjs/common';
import type { ApiPrincipal } from '../auth/api-principal';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import type { Invoice } from '../common/prisma/generated/client';
import type { Transaction } from '../common/prisma/transaction';
import type { Route } from '../extraction/extraction.types';
import { cleanText } from '../invoices/clean-text';
import { type InvoiceView, toInvoiceView } from '../invoices/invoice-view';
import { type Decision, InvoicesRepository } from '../invoices/invoices.repository';
import { correctFields } from './correct-fields';
import { parseCorrection } from './correction-values';
import { type QueueItem, toQueueItem } from './queue-item';
import { confidenceAfter, reasonsAfter } from './review-reasons';
import { type LiveClaim, ReviewRepository } from './review.repository';

/** Nobody has decided these yet: a person may still overrule the machine's acceptance. */
const OPEN: ReadonlySet<Invoice['status']> = new Set(['needs_review', 'accepted']);

/**
 * People's part. A claim is a lease on an invoice: while it lives nobody else may decide, correct or claim. Without any live
 * claim a decision takes the invoice for the moment it needs, so a simple client need not claim, and a slow reviewer whose lease
 * lapsed loses nothing unless somebody else took over. Every deed holds the invoice's row: deeds happen one after another.
 */
@Injectable()
export class ReviewService {
  constructor(private readonly reviews: ReviewRepository, private readonly invoices: InvoicesRepository, private readonly config: AppConfig) {}

  async queue(me: ApiPrincipal, priority: Route | undefined, skip: number, take: number): Promise<[number, QueueItem[]]> {
    const [count, rows] = await this.reviews.queue(me.organisationId, priority, skip, take);
    const now = new Date();
    return [count, rows.map((row) => toQueueItem(row, me.apiKeyId, now))];
  }

  /** Takes the lease, or renews one's own. @throws AppError `not_found`, `review_decided`, `review_claimed` */
  async claim(me: ApiPrincipal, id: string): Promise<QueueItem> {
    if (!(await this.reviews.claim(me, id, this.config.get('REVIEW_CLAIM_S')))) await this.refuseClaim(me, id);
    return this.item(me, id);
  }

  /** Gives one's own lease back. @throws AppError `not_found`, `review_decided`, `review_claimed`, `review_not_claimed` */
  async release(me: ApiPrincipal, id: string): Promise<QueueItem> {
    await this.hold(me, id, async (tx, _invoice, claim) => {
      if (!claim) throw new AppError('review_not_claimed', 'You hold no claim on this invoice; it may have lapsed.');
      await this.reviews.dropClaim(tx, id);
    });
    return this.item(me, id);
  }

  async approve(me: ApiPrincipal, id: string, note: string | null): Promise<InvoiceView> {
    return this.decide(me, id, { status: 'approved', by: me.name, note });
  }

  async reject(me: ApiPrincipal, id: string, note: string | null): Promise<InvoiceView> {
    return this.decide(me, id, { status: 'rejected', by: me.name, note });
  }

  /**
   * Puts people's values in place of the machine's and keeps both. The invoice is in review afterwards, also one that the machine had
   * accepted: approving it is a deed of its own.
   * @param given field name to value as sent; all of them are stored, or none
   * @throws AppError `validation_failed`, `not_found`, `review_decided`, `review_claimed`
   */
  async correct(me: ApiPrincipal, id: string, given: Readonly<Record<string, unknown>>, note: string | null): Promise<InvoiceView> {
    await this.hold(me, id, async (tx, invoice) => {
      const values = parseCorrection(given);
      const fields = await this.invoices.fieldsOf(tx, id);
      const machine = await this.reviews.machineValues(tx, id);
      const corrections = [...values].map(([field, humanValue]) => ({
        field, humanValue, machineValue: machine.has(field) ? (machine.get(field) ?? null) : (fields[field]?.value ?? null),
      }));
      const corrected = correctFields(fields, values);
      await this.invoices.saveFields(tx, invoice, { fields: corrected, reasons: reasonsAfter(invoice.reasons, corrected, new Set(values.keys())), confidence: confidenceAfter(corrected) });
      await this.reviews.addCorrections(tx, me, id, note === null ? null : cleanText(note), corrections);
    });
    return this.view(me, id);
  }

  private async decide(me: ApiPrincipal, id: string, decision: Decision): Promise<InvoiceView> {
    await this.hold(me, id, async (tx) => {
      await this.invoices.decide(tx, id, { ...decision, note: decision.note === null ? null : cleanText(decision.note) });
      await this.reviews.dropClaim(tx, id);
    });
    return this.view(me, id);
  }

  /** Does a deed while nobody else can: the invoice is there, open, and not under another's live claim. `claim` is one's own. */
  private async hold(me: ApiPrincipal, id: string, deed: (tx: Transaction, invoice: Invoice, claim: LiveClaim | null) => Promise<void>): Promise<void> {
    await this.reviews.transaction(async (tx) => {
      const invoice = await this.invoices.lockOne(tx, me.organisationId, id);
      if (!invoice) throw absent();
      if (!OPEN.has(invoice.status)) throw decided(invoice.status);
      const claim = await this.reviews.liveClaim(tx, id);
      if (claim && claim.apiKeyId !== me.apiKeyId) throw claimed(claim);
      await deed(tx, invoice, claim);
    });
  }

  /** Says why a claim found nothing to take. A claim that lapsed in between still was in the way. */
  private async refuseClaim(me: ApiPrincipal, id: string): Promise<never> {
    const row = await this.reviews.findQueued(me.organisationId, id);
    if (!row) throw absent();
    if (!OPEN.has(row.status)) throw decided(row.status);
    throw row.claim ? claimed(row.claim) : new AppError('review_claimed', 'Another claim came first. Try again.', { retryable: true });
  }

  private async item(me: ApiPrincipal, id: string): Promise<QueueItem> {
    const row = await this.reviews.findQueued(me.organisationId, id);
    if (!row) throw absent();
    return toQueueItem(row, me.apiKeyId, new Date());
  }

  private async view(me: ApiPrincipal, id: string): Promise<InvoiceView> {
    const row = await this.invoices.find(me.organisationId, id);
    if (!row) throw absent();
    return toInvoiceView(row);
  }
}

function absent(): AppError {
  return new AppError('not_found', 'There is no invoice under this id.');
}

function decided(status: string): AppError {
  return new AppError('review_decided', `This invoice is ${status}: there is nothing left to review.`, { details: { status } });
}

function claimed({ by, expiresAt }: Pick<LiveClaim, 'by' | 'expiresAt'>): AppError {
  return new AppError('review_claimed', 'Another reviewer holds this invoice.', { retryable: true, details: { claimedBy: by, claimExpiresAt: expiresAt } });
}

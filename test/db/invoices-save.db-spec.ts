import { randomUUID } from 'node:crypto';
import { toInvoiceView } from '../../src/invoices/invoice-view';
import { Desk, extracted, field, gate } from './invoice-desk';

let desk: Desk;
beforeAll(async () => { desk = await Desk.open(); });
afterAll(() => desk?.close());

const view = async (organisationId: string, id: string) => {
  const row = await desk.invoices.find(organisationId, id);
  if (!row) throw new Error('no invoice');
  return toInvoiceView(row);
};

describe('a saved invoice', () => {
  it('comes back as it was read, in the form of the contract', async () => {
    const organisationId = await desk.organisation();
    const invoice = extracted({ mpp: true }, {
      pozycje: [{ lp: 1, nazwa: 'Śruba', ilosc: '2.500', jednostka: 'kg', cena_netto: '0.4375', stawka_vat: '23%', wartosc_netto: '1.1', wartosc_vat: null, wartosc_brutto: '-1.35', confidence: 0.8, page: 1 }],
      podsumowanie_vat: [{ stawka: '23%', netto: '100.00', vat: '23.00', brutto: '123.00', confidence: 0.7, page: 2 }],
    });
    const saved = await desk.saved(organisationId, invoice);
    const shown = await view(organisationId, saved.id);
    expect(shown.fields).toEqual(invoice.fields);
    expect(shown.pozycje).toEqual([{ ...invoice.pozycje[0], ilosc: '2.5', wartosc_netto: '1.10' }]);
    expect(shown.podsumowanie_vat).toEqual(invoice.podsumowanie_vat);
    expect(shown).toMatchObject({ status: 'accepted', route: 'auto_accept', rodzaj: 'VAT', corrections: [], engine: 'paddle' });
    expect(shown).not.toHaveProperty('duplicateOf');
  });

  it.each(['quick_review', 'full_review'] as const)('needs review on route %s', async (route) => {
    const saved = await desk.saved(await desk.organisation(), extracted({}, { route, reasons: ['low_confidence:suma_vat'] }));
    expect(saved.status).toBe('needs_review');
  });

  it('replaces the rows of an earlier reading, and saves the same twice as once', async () => {
    const organisationId = await desk.organisation();
    const documentId = await desk.document(organisationId);
    const first = await desk.save(organisationId, documentId, extracted({ numer_konta: '61109010140000071219812874' }));
    const again = extracted({ numer_faktury: 'FV/2/2026', numer_konta: null });
    await desk.save(organisationId, documentId, again);
    const third = await desk.save(organisationId, documentId, again);
    expect(third.id).toBe(first.id);
    expect((await view(organisationId, first.id)).fields).toEqual(again.fields);
    expect(await desk.prisma.invoice.count({ where: { organisationId } })).toBe(1);
  });

  it('is one invoice when two runs of its document save at the same moment', async () => {
    const organisationId = await desk.organisation();
    const documentId = await desk.document(organisationId);
    const both = await Promise.all([1, 2].map((n) => desk.save(organisationId, documentId, extracted({ numer_faktury: `FV/${n}` }))));
    expect(new Set(both.map((one) => one.id)).size).toBe(1);
    expect(await desk.prisma.invoiceField.count({ where: { invoiceId: both[0]?.id, name: 'numer_faktury' } })).toBe(1);
  });

  it('leaves nothing behind when the transaction around it fails', async () => {
    const organisationId = await desk.organisation();
    const documentId = await desk.document(organisationId);
    const failing = desk.prisma.$transaction(async (tx) => {
      await desk.invoices.saveInvoice(tx, { organisationId, documentId, runId: randomUUID(), extracted: extracted(), engine: 'e', modelHash: 'm', configHash: 'c' });
      throw new Error('fenced');
    });
    await expect(failing).rejects.toThrow('fenced');
    expect(await desk.prisma.invoice.count({ where: { documentId } })).toBe(0);
  });

  it('survives text and numbers that the database would refuse', async () => {
    const organisationId = await desk.organisation();
    const item = { lp: 20260001234, nazwa: 'x\0', ilosc: '-', jednostka: null, cena_netto: '9'.repeat(17), stawka_vat: null, wartosc_netto: 'x', wartosc_vat: null, wartosc_brutto: null, confidence: 0, page: 1 };
    const invoice = extracted({ suma_brutto: `${'9'.repeat(25)}.00`, data_wystawienia: '2026-99-99' }, { pozycje: [item] });
    const saved = await desk.saved(organisationId, { ...invoice, fields: { ...invoice.fields, sprzedawca_nazwa: field('a\0b \ud800', { alternatives: [{ value: '\0', confidence: 0.1 }] }) } });
    const shown = await view(organisationId, saved.id);
    expect(shown.fields.sprzedawca_nazwa).toMatchObject({ value: 'ab \uFFFD', alternatives: [{ value: '' }] });
    expect(shown.pozycje).toMatchObject([{ lp: 1, nazwa: 'x', ilosc: null, cena_netto: null, wartosc_netto: null }]);
  });
});

describe('the same invoice from another document', () => {
  it('points to the first, goes to full review, and says so', async () => {
    const organisationId = await desk.organisation();
    const first = await desk.saved(organisationId);
    const second = await desk.saved(organisationId, extracted({ numer_faktury: 'fv / 1 / 2026' }));
    expect(await view(organisationId, second.id)).toMatchObject({ duplicateOf: first.id, route: 'full_review', status: 'needs_review', reasons: ['duplicate_invoice'] });
    expect((await view(organisationId, first.id)).status).toBe('accepted');
  });

  it('is found when both are saved at the same moment', async () => {
    const organisationId = await desk.organisation();
    const documents = await Promise.all([desk.document(organisationId), desk.document(organisationId)]);
    const { opened, open } = gate();
    const save = (documentId: string | undefined) => desk.prisma.$transaction(async (tx) => {
      const saved = await desk.invoices.saveInvoice(tx, { organisationId, documentId: String(documentId), runId: randomUUID(), extracted: extracted(), engine: 'e', modelHash: 'm', configHash: 'c' });
      await opened;
      return saved;
    });
    const both = Promise.all(documents.map(save));
    await desk.waiting(1);
    open();
    const views = await Promise.all((await both).map((saved) => view(organisationId, saved.id)));
    expect(views.map((one) => one.status).sort()).toEqual(['accepted', 'needs_review']);
  });

  it.each([
    ['another number', extracted({ numer_faktury: 'FV/1/2027' })],
    ['another seller', extracted({ sprzedawca_nip: '1234563218' })],
    ['another kind', extracted({}, { rodzaj: 'KOR' })],
    ['no number', extracted({ numer_faktury: null })],
  ])('is none with %s', async (_title, invoice) => {
    const organisationId = await desk.organisation();
    await desk.saved(organisationId);
    expect((await desk.saved(organisationId, invoice)).route).toBe('auto_accept');
  });

  it('is none in another organisation', async () => {
    await desk.saved(await desk.organisation());
    expect((await desk.saved(await desk.organisation())).route).toBe('auto_accept');
  });

  it('is none when the first was rejected', async () => {
    const organisationId = await desk.organisation();
    const first = await desk.saved(organisationId, extracted({}, { route: 'quick_review', reasons: ['x'] }));
    await desk.reviews.reject(desk.key(organisationId, 'Ala'), first.id, null);
    expect((await desk.saved(organisationId)).route).toBe('auto_accept');
  });

  it('does not make a duplicate of the first when the first is read again', async () => {
    const organisationId = await desk.organisation();
    const documentId = await desk.document(organisationId);
    await desk.save(organisationId, documentId, extracted());
    await desk.saved(organisationId);
    expect((await desk.save(organisationId, documentId, extracted())).route).toBe('auto_accept');
  });
});

describe('people before machines', () => {
  const inReview = extracted({}, { route: 'quick_review', reasons: ['low_confidence:suma_vat'] });
  const reread = extracted({ numer_faktury: 'FV/inny' });

  it.each<[string, (id: string, organisationId: string) => Promise<unknown>]>([
    ['decided', (id, organisationId) => desk.reviews.approve(desk.key(organisationId, 'Ala'), id, null)],
    ['corrected', (id, organisationId) => desk.reviews.correct(desk.key(organisationId, 'Ala'), id, { waluta: null }, null)],
    ['claimed', (id, organisationId) => desk.reviews.claim(desk.key(organisationId, 'Ala'), id)],
  ])('a new reading leaves an invoice alone that is %s', async (kept, deed) => {
    const organisationId = await desk.organisation();
    const documentId = await desk.document(organisationId);
    const { id } = await desk.save(organisationId, documentId, inReview);
    await deed(id, organisationId);
    const before = await view(organisationId, id);
    expect(await desk.save(organisationId, documentId, reread)).toMatchObject({ id, kept });
    expect(await view(organisationId, id)).toEqual(before);
  });

  it('also one that is corrected while the new reading waits for it', async () => {
    const organisationId = await desk.organisation();
    const documentId = await desk.document(organisationId);
    const { id } = await desk.save(organisationId, documentId, inReview);
    const { letGo } = await desk.holding(organisationId, id, async (tx) => {
      await tx.correction.create({ data: { invoiceId: id, field: 'waluta', humanValue: 'EUR', apiKeyId: randomUUID(), by: 'Ala' } });
    });
    const saving = desk.save(organisationId, documentId, reread);
    await desk.waiting(1);
    await letGo();
    expect((await saving).kept).toBe('corrected');
  });
});

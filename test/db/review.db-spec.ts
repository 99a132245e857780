import type { ApiPrincipal } from '../../src/auth/api-principal';
import { Desk, extracted, field } from './invoice-desk';

let desk: Desk;
let organisationId: string;
let ala: ApiPrincipal;
let ola: ApiPrincipal;
beforeAll(async () => { desk = await Desk.open(); });
beforeEach(async () => {
  organisationId = await desk.organisation();
  [ala, ola] = [desk.key(organisationId, 'Ala'), desk.key(organisationId, 'Ola')];
});
afterAll(() => desk?.close());

const inReview = (route: 'quick_review' | 'full_review' = 'quick_review') => extracted({}, { route, reasons: ['low_confidence:suma_vat'] });
const queued = async (): Promise<string> => (await desk.saved(organisationId, inReview())).id;
const code = (name: string) => expect.objectContaining({ code: name });
const lapse = (invoiceId: string) => desk.prisma.reviewClaim.update({ where: { invoiceId }, data: { expiresAt: new Date(0) } });
const stored = async (id: string) => {
  const row = await desk.invoices.find(organisationId, id);
  if (!row) throw new Error('no invoice');
  return row;
};

describe('the queue', () => {
  it('holds what waits for a person, oldest first, by priority, with reasons and low fields', async () => {
    const save = (number: string, route: 'auto_accept' | 'quick_review' | 'full_review') =>
      desk.saved(organisationId, extracted({ numer_faktury: number }, { route, reasons: route === 'auto_accept' ? [] : ['low_confidence:suma_vat', 'missing:numer_konta', 'no_text'] }));
    for (const [number, route] of [['1', 'full_review'], ['2', 'quick_review'], ['3', 'auto_accept'], ['4', 'full_review']] as const) await save(number, route);
    const shown = async (priority?: 'quick_review' | 'full_review') => (await desk.reviews.queue(ala, priority, 0, 10))[1].map((item) => item.summary.numer_faktury);
    expect(await shown()).toEqual(['1', '2', '4']);
    expect(await shown('full_review')).toEqual(['1', '4']);
    const [, [item]] = await desk.reviews.queue(ala, 'quick_review', 0, 10);
    expect(item).toMatchObject({ priority: 'quick_review', reasons: ['low_confidence:suma_vat', 'missing:numer_konta', 'no_text'] });
    expect(item?.lowFields).toEqual([
      { field: 'suma_vat', value: '23.00', confidence: 0.9, reasons: ['low_confidence'] },
      { field: 'numer_konta', value: null, confidence: null, reasons: ['missing'] },
    ]);
    expect(item).not.toHaveProperty('claimedBy');
  });

  it('shows a live claim to others and marks one\'s own, and forgets a lapsed one', async () => {
    const id = await queued();
    await desk.reviews.claim(ala, id);
    const seen = async (me: ApiPrincipal) => (await desk.reviews.queue(me, undefined, 0, 10))[1][0];
    expect(await seen(ala)).toMatchObject({ claimedBy: 'Ala', claimedByMe: true });
    expect(await seen(ola)).toMatchObject({ claimedBy: 'Ala', claimedByMe: false });
    await lapse(id);
    expect(await seen(ola)).not.toHaveProperty('claimedBy');
  });

  it('shows nothing of another organisation', async () => {
    const id = await queued();
    const stranger = desk.key(await desk.organisation(), 'Obcy');
    expect(await desk.reviews.queue(stranger, undefined, 0, 10)).toEqual([0, []]);
    const deeds = [() => desk.reviews.claim(stranger, id), () => desk.reviews.release(stranger, id), () => desk.reviews.approve(stranger, id, null), () => desk.reviews.correct(stranger, id, { waluta: 'EUR' }, null)];
    for (const deed of deeds) await expect(deed()).rejects.toEqual(code('not_found'));
  });
});

describe('a claim', () => {
  it('keeps others out of every deed until it is released', async () => {
    const id = await queued();
    const { claimExpiresAt } = await desk.reviews.claim(ala, id);
    expect(Number(claimExpiresAt) - Date.now()).toBeGreaterThan((desk.config.get('REVIEW_CLAIM_S') - 60) * 1000);
    const deeds = [() => desk.reviews.claim(ola, id), () => desk.reviews.approve(ola, id, null), () => desk.reviews.reject(ola, id, null), () => desk.reviews.release(ola, id),
      () => desk.reviews.correct(ola, id, { waluta: 'EUR' }, null)];
    for (const deed of deeds) await expect(deed()).rejects.toEqual(code('review_claimed'));
    await desk.reviews.release(ala, id);
    expect(await desk.reviews.claim(ola, id)).toMatchObject({ claimedByMe: true });
  });

  it('is renewed by its owner', async () => {
    const id = await queued();
    await desk.reviews.claim(ala, id);
    const soon = new Date(Date.now() + 30_000);
    await desk.prisma.reviewClaim.update({ where: { invoiceId: id }, data: { expiresAt: soon } });
    expect(Number((await desk.reviews.claim(ala, id)).claimExpiresAt)).toBeGreaterThan(Number(soon));
  });

  it('counts as none once it has lapsed: others may take over, and its owner may still decide until they do', async () => {
    const [taken, free] = [await queued(), await queued()];
    for (const id of [taken, free]) { await desk.reviews.claim(ala, id); await lapse(id); }
    await expect(desk.reviews.release(ala, free)).rejects.toEqual(code('review_not_claimed'));
    await desk.reviews.claim(ola, taken);
    await expect(desk.reviews.approve(ala, taken, null)).rejects.toEqual(code('review_claimed'));
    expect((await desk.reviews.approve(ala, free, null)).status).toBe('approved');
  });

  it('is won by exactly one of many who ask at the same moment', async () => {
    const id = await queued();
    const { letGo } = await desk.holding(organisationId, id);
    const claims = Promise.allSettled([1, 2, 3, 4].map((n) => desk.reviews.claim(desk.key(organisationId, `k${n}`), id)));
    await desk.waiting(2);
    await letGo();
    const outcomes = (await claims).map((one) => (one.status === 'fulfilled' ? 'won' : (one.reason as { code: string }).code));
    expect(outcomes.sort()).toEqual(['review_claimed', 'review_claimed', 'review_claimed', 'won']);
  });

  it('is not to be had once an approval came first', async () => {
    const id = await queued();
    const { letGo } = await desk.holding(organisationId, id, (tx) => desk.invoices.decide(tx, id, { status: 'approved', by: 'Ala', note: null }));
    const claim = desk.reviews.claim(ola, id).then(() => 'won', (error: { code: string }) => error.code);
    await desk.waiting(1);
    await letGo();
    expect(await claim).toBe('review_decided');
    expect(await desk.prisma.reviewClaim.count({ where: { invoiceId: id } })).toBe(0);
  });
});

describe('a decision', () => {
  it.each([['approve', 'approved'], ['reject', 'rejected']] as const)('%s is final, and says who, when and why', async (deed, status) => {
    const id = await queued();
    await desk.reviews.claim(ala, id);
    expect(await desk.reviews[deed](ala, id, 'bo tak')).toMatchObject({ status, decidedBy: 'Ala', decisionNote: 'bo tak', decidedAt: expect.any(Date) });
    expect(await desk.reviews.queue(ala, undefined, 0, 10)).toEqual([0, []]);
    const again = [() => desk.reviews.claim(ala, id), () => desk.reviews.release(ala, id), () => desk.reviews.approve(ala, id, null), () => desk.reviews.reject(ola, id, null),
      () => desk.reviews.correct(ala, id, { waluta: 'EUR' }, null)];
    for (const other of again) await expect(other()).rejects.toEqual(code('review_decided'));
  });

  it('is made once of an approval and a rejection at the same moment', async () => {
    const id = await queued();
    const outcomes = await Promise.allSettled([desk.reviews.approve(ala, id, null), desk.reviews.reject(ola, id, null)]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = outcomes[0].status === 'fulfilled' ? ['approved', 'Ala'] : ['rejected', 'Ola'];
    const row = await stored(id);
    expect([row.status, row.decidedBy]).toEqual(winner);
  });

  it('overrules an acceptance of the machine, which was nobody\'s decision', async () => {
    const [one, two] = [await desk.saved(organisationId), await desk.saved(organisationId, extracted({ numer_faktury: 'FV/2/2026' }))];
    expect([one.status, (await desk.reviews.reject(ala, one.id, null)).status]).toEqual(['accepted', 'rejected']);
    expect((await desk.reviews.correct(ala, two.id, { waluta: 'EUR' }, null)).status).toBe('needs_review');
  });
});

describe('a correction', () => {
  it('puts the human value in place and keeps the machine\'s, who, when and the note', async () => {
    const id = await queued();
    const shown = await desk.reviews.correct(ala, id, { sprzedawca_nazwa: 'Żuk', numer_konta: '61 1090 1014 0000 0712 1981 2874' }, 'literówka');
    expect(shown.status).toBe('needs_review');
    expect(shown.fields.sprzedawca_nazwa).toMatchObject({ value: 'Żuk', raw: 'Żółw i Spółka', source: 'human', confidence: 1, polygon: [[1, 2], [30, 2], [30, 12], [1, 12]] });
    expect(shown.corrections).toHaveLength(2);
    expect(shown.corrections).toEqual(expect.arrayContaining([
      { field: 'sprzedawca_nazwa', machineValue: 'Żółw i Spółka', humanValue: 'Żuk', by: 'Ala', at: expect.any(Date), note: 'literówka' },
      { field: 'numer_konta', machineValue: null, humanValue: '61109010140000071219812874', by: 'Ala', at: expect.any(Date), note: 'literówka' },
    ]));
  });

  it('of a correction still remembers what the machine had read', async () => {
    const id = await queued();
    await desk.reviews.correct(ala, id, { waluta: 'EUR', numer_konta: '61109010140000071219812874' }, null);
    const { corrections } = await desk.reviews.correct(ola, id, { waluta: null, numer_konta: '00000000' }, null);
    expect(corrections.filter((one) => one.by === 'Ola')).toEqual(expect.arrayContaining([
      expect.objectContaining({ field: 'waluta', machineValue: 'PLN', humanValue: null }), expect.objectContaining({ field: 'numer_konta', machineValue: null }),
    ]));
    expect((await stored(id)).waluta).toBeNull();
  });

  it('stores nothing when one of its values cannot be read', async () => {
    const id = await queued();
    await expect(desk.reviews.correct(ala, id, { sprzedawca_nazwa: 'Żuk', suma_brutto: 'duzo' }, null)).rejects.toEqual(code('validation_failed'));
    const row = await stored(id);
    expect([row.corrections, row.fields.filter((one) => one.source === 'human')]).toEqual([[], []]);
  });

  it('moves what lists filter and search by', async () => {
    const id = await queued();
    await desk.reviews.correct(ala, id, { numer_faktury: 'FV/77', data_wystawienia: '2026-07-07', suma_brutto: '7.7' }, null);
    const row = await stored(id);
    expect([row.numerFaktury, row.dataWystawienia, row.sumaBrutto?.toFixed(2)]).toEqual(['FV/77', new Date('2026-07-07'), '7.70']);
    expect(row.search).toContain('fv/77');
  });

  it('can find and can undo a duplicate', async () => {
    const first = await desk.saved(organisationId);
    const id = (await desk.saved(organisationId, extracted({ numer_faktury: 'FV/misread' }, { route: 'quick_review', reasons: ['x'] }))).id;
    expect(await desk.reviews.correct(ala, id, { numer_faktury: 'FV/1/2026' }, null)).toMatchObject({ duplicateOf: first.id, reasons: ['x', 'duplicate_invoice'], route: 'full_review' });
    const undone = await desk.reviews.correct(ala, id, { numer_faktury: 'FV/2/2026' }, null);
    expect(undone.reasons).toEqual(['x']);
    expect(undone).not.toHaveProperty('duplicateOf');
  });

  it('says anew what the fields can say, and leaves the rest to whoever approves', async () => {
    const sums = { suma_netto: field('100.00', { checks: [{ code: 'sums_add_up', ok: false }] }), suma_vat: field('29.00', { confidence: 0.3 }) };
    const reasons = ['check_failed:suma_netto:sums_add_up', 'low_confidence:suma_vat', 'missing:numer_konta', 'rows_differ'];
    const { id } = await desk.saved(organisationId, extracted({}, { fields: { ...extracted().fields, ...sums }, confidence: 0.3, route: 'full_review', reasons }));
    const shown = await desk.reviews.correct(ala, id, { suma_vat: '23.00' }, null);
    expect([shown.reasons, shown.confidence, shown.route]).toEqual([['missing:numer_konta', 'rows_differ'], 0.9, 'full_review']);
    expect((await desk.reviews.correct(ala, id, { sprzedawca_nip: '5260250275' }, null)).reasons).toEqual(['missing:numer_konta', 'rows_differ', 'check_failed:sprzedawca_nip:nip_checksum']);
  });

  it('takes the field from the low ones', async () => {
    const fields = { ...extracted().fields, suma_vat: field('29.00', { confidence: 0.3 }) };
    const { id } = await desk.saved(organisationId, { ...inReview(), fields });
    await desk.reviews.correct(ala, id, { suma_vat: '23.00' }, null);
    const [, [item]] = await desk.reviews.queue(ala, undefined, 0, 10);
    expect(item?.lowFields).toEqual([]);
  });
});

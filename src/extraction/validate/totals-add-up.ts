/** Sums of one invoice in grosze, as printed. */
export interface PrintedSums { readonly net: number | null; readonly vat: number | null; readonly gross: number | null }

/** Whether net and VAT give gross, to the grosz; null when one of them is missing. */
export function totalsAddUp({ net, vat, gross }: PrintedSums): boolean | null {
  return net === null || vat === null || gross === null ? null : net + vat === gross;
}

/** Whether rows that sum up to a total do so exactly; null when there is nothing to add. */
export function rowsAddUp(rows: readonly (number | null)[], total: number | null): boolean | null {
  if (rows.length === 0 || total === null || rows.some((row) => row === null)) return null;
  return rows.reduce<number>((sum, row) => sum + (row ?? 0), 0) === total;
}

/** `accepted` by the machine, or decided by a person after `needs_review`. */
export const INVOICE_STATUSES = ['accepted', 'needs_review', 'approved', 'rejected'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

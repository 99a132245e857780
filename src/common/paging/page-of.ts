import type { PageQueryDto } from './page-query.dto';

export interface Page<T> {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly T[];
}

/**
 * The envelope of a list. `next` and `previous` are relative links that keep every filter of the request.
 * @param url path and query string of the request, e.g. `/api/invoices/?waluta=PLN&page=2`
 */
export function pageOf<T>(count: number, results: readonly T[], query: PageQueryDto, url: string): Page<T> {
  const link = (page: number): string => {
    const target = new URL(url, 'http://localhost');
    target.searchParams.set('page', String(page));
    return `${target.pathname}${target.search}`;
  };
  return {
    count,
    next: query.skip + results.length < count && results.length > 0 ? link(query.page + 1) : null,
    previous: query.page > 1 ? link(query.page - 1) : null,
    results,
  };
}

import { pageOf } from './page-of';
import { PageQueryDto } from './page-query.dto';

const query = (page: number, size: number): PageQueryDto => Object.assign(new PageQueryDto(), { page, page_size: size });

describe('pageOf', () => {
  it('links on from the first page and keeps the filters', () => {
    expect(pageOf(3, ['a', 'b'], query(1, 2), '/api/invoices/?waluta=PLN&page_size=2')).toEqual({
      count: 3, next: '/api/invoices/?waluta=PLN&page_size=2&page=2', previous: null, results: ['a', 'b'],
    });
  });

  it('links back from the last page', () => {
    expect(pageOf(3, ['c'], query(2, 2), '/api/invoices/?page=2&page_size=2')).toMatchObject({ next: null, previous: '/api/invoices/?page=1&page_size=2' });
  });

  it('has nothing beyond the end', () => {
    expect(pageOf(3, [], query(9, 2), '/api/invoices/?page=9')).toMatchObject({ next: null, results: [] });
  });
});

import { ApiKeyRepository } from '../../src/auth/api-key.repository';
import { ApiKeyService } from '../../src/auth/api-key.service';
import { Desk } from './invoice-desk';

let desk: Desk;
let keys: ApiKeyService;
beforeAll(async () => {
  desk = await Desk.open();
  keys = new ApiKeyService(new ApiKeyRepository(desk.prisma));
});
afterAll(() => desk?.close());

describe('an API key', () => {
  it('is known with its organisation and scopes', async () => {
    const { id, key } = await keys.issue({ organisation: 'Biuro Żółw', operator: true, name: 'skaner', scopes: ['upload', 'read'], expiresAt: new Date(Date.now() + 60_000) });
    expect(await keys.authenticate(key)).toMatchObject({ apiKeyId: id, organisation: 'Biuro Żółw', operator: true, name: 'skaner', scopes: ['upload', 'read'] });
  });

  it.each(['expired', 'revoked', 'unknown'])('that is %s is refused', async (why) => {
    const { id, key } = await keys.issue({ organisation: 'Biuro', name: why, scopes: ['read'], expiresAt: why === 'expired' ? new Date(Date.now() - 1) : null });
    if (why === 'revoked') await keys.revoke(id, null);
    await expect(keys.authenticate(why === 'unknown' ? `${key}x` : key)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

// npm run migrate: brings the database of DATABASE_URL to the schema. For installations that bring their own servers.
import { migrate } from './lib/migrations.mjs';
import { PlainError, say, sayFailure } from './lib/say.mjs';

try {
  if (!process.env.DATABASE_URL) throw new PlainError('DATABASE_URL is not set.');
  say((await migrate(process.env.DATABASE_URL)) ? 'The database is up to date now.' : 'The database was up to date.');
} catch (error) {
  process.exitCode = sayFailure(error);
}

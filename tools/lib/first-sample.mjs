import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { ROOT } from './paths.mjs';
import { say } from './say.mjs';

const SAMPLE = join(ROOT, 'test/fixtures/sample/faktura-przykladowa.pdf');

/** Sends the bundled invoice through the whole path and shows what was read. A failure is told and harms nothing. */
export async function showSample(url, folder) {
  if (!existsSync(SAMPLE)) return;
  const shown = fromHere(SAMPLE);
  const key = fromHere(folder.key);
  say('');
  say(`Reading the sample invoice ${shown} …`);
  try {
    const invoice = await send(url, readFileSync(folder.key, 'utf8').trim());
    for (const line of table(invoice)) say(line);
  } catch (error) {
    say(`The sample could not be read: ${error.message}`);
  }
  say('');
  say('The same by hand:');
  say(`  curl -H "Authorization: Bearer $(cat ${quote(key)})" -F "file=@${shown}" "${url}/api/ocr/process/?wait=60"`);
  say('');
}

async function send(url, key) {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(SAMPLE)], { type: 'application/pdf' }), basename(SAMPLE));
  const response = await fetch(`${url}/api/ocr/process/?wait=60`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: form, signal: AbortSignal.timeout(90_000) });
  const answer = await response.json();
  if (response.status === 202) throw new Error(`it is still in the queue (document ${answer.documentId})`);
  if (!response.ok) throw new Error(`${response.status} ${answer.code ?? ''} ${answer.detail ?? ''}`);
  return answer.invoice;
}

function table(invoice) {
  const rows = Object.entries(invoice.fields).filter(([, field]) => field !== null).map(([name, field]) => [name, String(field.value), field.confidence.toFixed(2)]);
  const widest = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value, confidence]) => `  ${name.padEnd(widest)}  ${confidence}  ${value.replace(/\s+/g, ' ')}`),
    `  ${invoice.pozycje.length} line items, confidence ${invoice.confidence.toFixed(2)}, route ${invoice.route}`,
  ];
}

/** A path as short as it can be said where the user stands. */
function fromHere(path) {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

function quote(path) {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

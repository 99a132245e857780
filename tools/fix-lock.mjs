import { readFileSync, writeFileSync } from 'node:fs';
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')); const P = lock.packages;
const has = (from, name) => { for (let d = from; ; d = d.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) { if (P[(d ? d + '/' : '') + 'node_modules/' + name]) return true; if (!d) return false; } };
for (const [path, p] of Object.entries(P)) for (const [name, spec] of Object.entries(p.optionalDependencies ?? {})) {
  if (has(path, name)) continue;
  const s = name.split('/').pop();
  const os = ['darwin', 'linux', 'win32', 'windows', 'android', 'freebsd', 'openbsd', 'netbsd', 'openharmony', 'sunos', 'aix'].find((o) => s.includes(o));
  const cpu = ['arm64', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'arm'].find((c) => s.includes(c));
  if (!os && !cpu) continue;
  P['node_modules/' + name] = { version: spec.replace(/^[\^~]/, ''), optional: true, ...(p.dev ? { dev: true } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(os ? { os: [os === 'windows' ? 'win32' : os] } : {}), ...(s.includes('musl') ? { libc: ['musl'] } : {}) };
}
lock.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');

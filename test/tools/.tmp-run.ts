import { CHECKS } from './checks.js';
const [, , which, ...repos] = process.argv;
for (const repo of repos) for (const c of CHECKS.filter((x) => x.name.includes(which ?? ''))) {
  const t = Date.now(); const missing = await c.missing();
  const found = missing ? [] : await c.check(repo);
  console.log(repo.split('/').at(-1), '|', c.name, '|', missing ?? `${found.length} findings`, `${Date.now() - t} ms`);
  for (const f of found.slice(0, 8)) console.log('   ', f.where, f.what.slice(0, 700));
}

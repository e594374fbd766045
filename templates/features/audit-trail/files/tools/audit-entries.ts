/** What is read of the audit trail, over any connection that may. */
export type Query = (
  text: string,
  values?: readonly unknown[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

// Computed here and not by the function that wrote it: whoever can change entries can change functions.
const EXPECTED = `encode(sha256(convert_to(jsonb_build_array(module, position, extract(epoch from at), actor, tenant,
  trace, action, subject, key, details, previous)::text, 'UTF8')), 'hex')`;

const BROKEN = `
  select module, position, case
    when hash <> expected then 'was changed'
    when position <> coalesce(place_before, 0) + 1 then 'follows ' || coalesce(place_before, 0) || ': entries are missing'
    else 'does not follow from the one before' end as what
  from (select *, ${EXPECTED} as expected, lag(hash) over chain as hash_before, lag(position) over chain as place_before
    from audit.entry window chain as (partition by module order by position)) as entry
  where hash <> expected or previous <> coalesce(hash_before, '') or position <> coalesce(place_before, 0) + 1
  order by module, position limit 100`;

/** Entries that are not as they were written, and noted heads that are no longer there: one line each. */
export async function brokenAt(query: Query, heads: readonly string[]): Promise<string[]> {
  const broken = (await query(BROKEN)).map(
    ({ module, position, what }) => `${module} ${position} ${what}`,
  );
  for (const head of heads) {
    const [, module, place, hash] = /^([\w-]+)=(\d+):([0-9a-f]{64})$/.exec(head) ?? [];
    if (!module) throw new Error(`A head is module=place:hash, not ${head}`);
    const known = await query('select from audit.entry where module = $1', [module]);
    const found = await query(
      'select from audit.entry where module = $1 and position = $2 and hash = $3',
      [module, place, hash],
    );
    // In a database that never had this module there is nothing to miss.
    if (found.length === 0 && (known.length > 0 || (await hostsModule(query, module))))
      broken.push(`${module} ${place} is not there any more as it was noted`);
  }
  return broken;
}

async function hostsModule(query: Query, module: string): Promise<boolean> {
  const [row] = await query('select to_regnamespace($1) is not null as here', [module]);
  return row?.['here'] === true;
}

export async function headsOf(query: Query): Promise<string[]> {
  const rows = await query(
    'select distinct on (module) module, position, hash from audit.entry order by module, position desc',
  );
  return rows.map(({ module, position, hash }) => `${module}=${position}:${hash}`);
}

export async function entriesOf(
  query: Query,
  wanted: { actor?: string; key?: string; since?: string; limit: string },
): Promise<string[]> {
  const rows = await query(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor, action, module, subject, key, details, trace
     from audit.entry where ($1::text is null or actor like '%' || $1) and ($2::text is null or key like '%' || $2 || '%')
       and ($3::timestamptz is null or at >= $3) order by at desc limit $4`,
    [wanted.actor ?? null, wanted.key ?? null, wanted.since ?? null, Number(wanted.limit)],
  );
  return rows.map(({ at, actor, action, module, subject, key, details, trace }) =>
    [at, actor, action, `${module}.${subject}`, key, details, trace].join('  '),
  );
}

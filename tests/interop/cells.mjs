// Counts the rows of a sweep anew with DuckDB, by SQL that shares nothing with the program, and compares with the files of its cells/. What the axes of each map measure is given as SQL.
//   node cells.mjs FOLDER QUANTITIES.json
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { same } from './same.mjs';

const [folder, quantities] = process.argv.slice(2);
const { maps, pairs, scenarios } = JSON.parse(readFileSync(quantities, 'utf8'));
const connection = await (await DuckDBInstance.create()).connect();
const run = sql => connection.run(sql);
const rowsOf = async sql => (await connection.runAndReadAll(sql)).getRows();

await run(`create table trial as select *, case when ended <> 'completed' or path = 'none' then 'not_recovered' when path in ('no_gap', 'catchup') then 'caught_up'
  when explicit then 'rebuilt_by_decision' else 'rebuilt_by_accident' end as fate from read_parquet('${folder}/rows/*/*.parquet')`);

// Four slots to a doubling from 1/128 s to 2^17 s, one below and one above.
const begins = [0];
for (let power = -7; power < 17; power++) for (let part = 0; part < 4; part++) begins.push(2 ** power * (1 + part / 4));
begins.push(2 ** 17, Infinity);
await run(`create table slot as select * from (values ${begins.slice(0, -1).map((begin, i) => `(${begin}::double, '${begins[i + 1]}'::double)`)}) as slot(from_recovery_s, to_recovery_s)`);

/** The edges of an axis, which must be what its scale makes of its ends. */
async function edgesOf(name, key) {
  const said = Object.fromEntries(await rowsOf(`select decode(key), decode(value) from parquet_kv_metadata('${folder}/cells/${name}.parquet')`));
  const column = said[`walsweep.${key}.column`];
  await run(`create or replace table ${key}_edge as select distinct ${key}_cell as cell, from_${column} as low, to_${column} as high from read_parquet('${folder}/cells/${name}.parquet')`);
  const edges = await rowsOf(`select * from ${key}_edge order by cell`), min = edges[0][1], max = edges.at(-1)[2];
  same(Number(said[`walsweep.${key}.cells`]), edges.length, `${name}: cells along ${key}`);
  edges.forEach(([cell, low, high], i) => {
    const fraction = (i + 1) / edges.length, isLogarithmic = said[`walsweep.${key}.scale`] === 'logarithmic';
    const expected = isLogarithmic ? min * (max / min) ** fraction : min + fraction * (max - min);
    same(i, cell, `${name}: place along ${key}`);
    same(i + 1 < edges.length ? edges[i + 1][1] : max, high, `${name}: end of cell ${i} along ${key}`);
    if (!(Math.abs(high / expected - 1) < 1e-9 && low < high)) throw new Error(`${name}: cell ${i} along ${key} ends at ${high} instead of ${expected}`);
  });
  return { said, last: edges.length - 1 };
}

async function sameRows(expected, file, what) {
  const found = `select * from read_parquet('${folder}/cells/${file}.parquet')`;
  const [[missing], [surplus], [count]] = [
    ...await rowsOf(`select count(*) from (select * from (${expected}) except all ${found})`),
    ...await rowsOf(`select count(*) from (${found} except all select * from (${expected}))`),
    ...await rowsOf(`select count(*) from (${found})`),
  ];
  if (missing > 0n || surplus > 0n) {
    const example = missing > 0n ? `expected ${await rowsOf(`select * from (${expected}) except all ${found} limit 1`)}` : `surplus ${await rowsOf(`${found} except all select * from (${expected}) limit 1`)}`;
    throw new Error(`${file}: ${missing} ${what} missing, ${surplus} surplus: ${example}`);
  }
  return count;
}

let rows = 0n;
for (const [name, { x, y }] of Object.entries(maps)) {
  const { said, last: xLast } = await edgesOf(name, 'x'), { last: yLast } = await edgesOf(name, 'y');
  const isIn = (value, key, last) => `${value} >= ${key}_edge.low and (${value} < ${key}_edge.high or ${key}_edge.cell = ${last} and ${value} = ${key}_edge.high)`;
  await run(`create or replace table placed as select place.*, x_edge.cell as x_cell, y_edge.cell as y_cell from (select *, ${x} as x_value, ${y} as y_value from trial) as place
    join x_edge on ${isIn('x_value', 'x', xLast)} join y_edge on ${isIn('y_value', 'y', yLast)}`);
  for (const protocol of said['walsweep.protocols'].split(',')) {
    const [[inside]] = await rowsOf(`select count(*) from placed where protocol = '${protocol}'`);
    same(BigInt(scenarios), inside + BigInt(said[`walsweep.outside.${protocol}`]), `${name}: trials of ${protocol}, inside and outside`);
  }

  const fates = ['caught_up', 'rebuilt_by_decision', 'rebuilt_by_accident', 'not_recovered'];
  rows += await sameRows(`select protocols.protocol, x_edge.cell, y_edge.cell, x_edge.low, x_edge.high, y_edge.low, y_edge.high, count(fate), ${fates.map(fate => `count(*) filter (fate = '${fate}')`)},
      count(recovery_s), count(*) filter (needless_rebuild), count(*) filter (aborts > 0), (coalesce(sum(round_even(wal_pinned_byte_s / 65536, 0)::hugeint), 0) * 65536)::double
    from (select distinct protocol from trial) as protocols cross join x_edge cross join y_edge
    left join placed on placed.protocol = protocols.protocol and x_cell = x_edge.cell and y_cell = y_edge.cell
    group by all`, name, 'cells');
  rows += await sameRows(`select protocol, x_cell, y_cell, from_recovery_s, to_recovery_s, count(*) from placed join slot on recovery_s >= from_recovery_s and recovery_s < to_recovery_s group by all`,
    `${name}-recovery`, 'slots');
  rows += await sameRows(`select one.protocol, placed.protocol, x_cell, y_cell, one.fate, placed.fate, count(*) from placed join trial as one on one.scenario = placed.scenario
    where (one.protocol, placed.protocol) in (${pairs.map(([first, second]) => `('${first}', '${second}')`)}) group by all`, `${name}-pairs`, 'pairs');
}
console.log(`${Object.keys(maps).length} maps, ${rows} rows of cells: all the same`);

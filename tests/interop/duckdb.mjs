// Compares a file with its dump through DuckDB: values, types, statistics, and that filters find exactly the rows they should where row groups are skipped by
// their statistics.
import { DuckDBInstance } from '@duckdb/node-api';

const types = { Int32: 'INTEGER', Int64: 'BIGINT', Double: 'DOUBLE', Boolean: 'BOOLEAN', Enumeration: 'VARCHAR' };
const order = (a, b) => typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : a < b ? -1 : a > b ? 1 : 0;

/** A value as SQL; doubles by their shortest exact decimal. */
function literal(type, value) {
  if (type === 'Enumeration') return `'${value}'`;
  if (type === 'Double') return Number.isFinite(value) ? `'${value}'::double` : `'${value > 0 ? 'inf' : '-inf'}'::double`;
  return type === 'Boolean' ? String(value) : `(${value})::${types[type]}`;
}

/** A statistic as DuckDB has it: it takes no account of infinities. */
const known = value => value === Infinity || value === -Infinity ? null : value;

/** A statistic from the text that DuckDB makes of it. */
function parse(type, text) {
  if (text === null) return null;
  if (type === 'Double') return Number(text);
  return type === 'Int64' ? BigInt(text) : type === 'Int32' ? Number(text) : type === 'Boolean' ? text === 'true' : text;
}

export async function openDuckDB() {
  const connection = await (await DuckDBInstance.create()).connect();
  const rowsOf = async sql => (await connection.runAndReadAll(sql)).getRows();

  async function checkFilters(file, same) {
    for (const column of file.columns) {
      const chunks = file.rowGroups.map(group => group.columns[file.columns.indexOf(column)]);
      const edges = new Set(chunks.flatMap(chunk => chunk.min === null ? [] : [chunk.min, chunk.max]));
      const expected = [], asked = [];
      for (const edge of edges) {
        for (const [operator, holds] of [['=', o => o === 0], ['<', o => o < 0], ['<=', o => o <= 0], ['>', o => o > 0], ['>=', o => o >= 0]]) {
          asked.push(`"${column.name}" ${operator} ${literal(column.type, edge)}`);
          expected.push(column.values.filter(v => v !== null && holds(order(v, edge))).length);
        }
      }
      asked.push(`"${column.name}" is null`, `"${column.name}" is not null`);
      expected.push(column.values.filter(v => v === null).length, column.values.filter(v => v !== null).length);
      for (const [i, condition] of asked.entries()) {
        // Each filter in a query of its own: only then is it pushed down to the row groups.
        same(BigInt(expected[i]), (await rowsOf(`select count(*) from '${file.path}' where ${condition}`))[0][0], `rows where ${condition}`);
      }
    }
  }

  async function checkStatistics(file, same) {
    const found = await rowsOf(`select row_group_id, column_id, stats_min_value, stats_max_value, stats_null_count, row_group_num_rows
      from parquet_metadata('${file.path}') order by all`);
    same(file.rowGroups.length * file.columns.length, found.length, 'column chunks');
    for (const [group, column, min, max, nulls, rows] of found) {
      const expected = file.rowGroups[group].columns[column], { name, type } = file.columns[column];
      const where = `statistics of ${name} in row group ${group}`;
      same(BigInt(file.rowGroups[group].rows), rows, `${where}, rows`);
      same(BigInt(expected.nulls), nulls, `${where}, NULLs`);
      same(known(expected.min), parse(type, min), `${where}, least`);
      same(known(expected.max), parse(type, max), `${where}, greatest`);
    }
  }

  return async (file, same, sameColumns) => {
    const schema = await rowsOf(`describe select * from '${file.path}'`);
    same(file.columns.map(c => `${c.name} ${types[c.type]}`).join(), schema.map(([name, type]) => `${name} ${type}`).join(), 'columns');
    const metadata = await rowsOf(`select decode(key), decode(value) from parquet_kv_metadata('${file.path}')`);
    for (const [key, value] of Object.entries(file.metadata)) same(value, metadata.find(pair => pair[0] === key)?.[1], `metadata ${key}`);
    const result = await connection.runAndReadAll(`select * from '${file.path}'`);
    const columns = Object.fromEntries(result.getColumns().map((values, i) => [result.columnName(i), values]));
    same(file.columns[0].values.length, result.currentRowCount, 'rows');
    sameColumns(file, (column, row) => columns[column.name][row]);
    await checkStatistics(file, same);
    await checkFilters(file, same);
  };
}

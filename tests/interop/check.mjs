// Reads every NAME.parquet of a folder with three readers and compares schema, values, NULLs, statistics and metadata with NAME.json. Ends with 1 at the first
// difference of each file and reader.
//   node check.mjs FOLDER
import { readFileSync, readdirSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { readParquet, readSchema } from 'parquet-wasm';
import { openDuckDB } from './duckdb.mjs';
import { same } from './same.mjs';

const folder = process.argv[2];
const bits = new DataView(new ArrayBuffer(8));
const doubleOf = hex => (bits.setBigUint64(0, BigInt('0x' + hex)), bits.getFloat64(0));

/** A value of the dump as JavaScript has it. */
function decode(type, text) {
  if (text === null) return null;
  return type === 'Int64' ? BigInt(text) : type === 'Int32' ? Number(text) : type === 'Double' ? doubleOf(text) : text;
}

function load(name) {
  const said = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
  for (const column of said.columns) column.values = column.values.map(v => decode(column.type, v));
  for (const group of said.rowGroups) {
    group.columns.forEach((c, i) => {
      c.min = decode(said.columns[i].type, c.min);
      c.max = decode(said.columns[i].type, c.max);
    });
  }
  return { name, path: `${folder}/${name}.parquet`, bytes: readFileSync(`${folder}/${name}.parquet`), ...said };
}

function sameColumns(file, valueOf) {
  for (const column of file.columns) {
    column.values.forEach((value, row) => same(value, valueOf(column, row), `column ${column.name}, row ${row}`));
  }
}

async function hyparquet(file) {
  const buffer = file.bytes.buffer.slice(file.bytes.byteOffset, file.bytes.byteOffset + file.bytes.length);
  const metadata = parquetMetadata(buffer);
  const physical = { Int32: 'INT32', Int64: 'INT64', Double: 'DOUBLE', Boolean: 'BOOLEAN', Enumeration: 'BYTE_ARRAY' };
  same(file.columns.length, metadata.schema.length - 1, 'columns');
  file.columns.forEach((column, i) => {
    const element = metadata.schema[i + 1];
    same(column.name, element.name, 'column name');
    same(physical[column.type], element.type, `type of ${column.name}`);
    same(column.isOptional ? 'OPTIONAL' : 'REQUIRED', element.repetition_type, `repetition of ${column.name}`);
    if (column.type === 'Enumeration') same('STRING', element.logical_type?.type, `logical type of ${column.name}`);
  });
  same(file.rowGroups.length, metadata.row_groups.length, 'row groups');
  file.rowGroups.forEach((group, g) => {
    same(BigInt(group.rows), metadata.row_groups[g].num_rows, `rows of row group ${g}`);
    group.columns.forEach((expected, i) => {
      const found = metadata.row_groups[g].columns[i].meta_data.statistics;
      const where = `statistics of ${file.columns[i].name} in row group ${g}`;
      same(BigInt(expected.nulls), found.null_count, `${where}, NULLs`);
      same(expected.min, found.min_value, `${where}, least`);
      same(expected.max, found.max_value, `${where}, greatest`);
    });
  });
  for (const [key, value] of Object.entries(file.metadata)) {
    same(value, metadata.key_value_metadata.find(pair => pair.key === key)?.value, `metadata ${key}`);
  }
  const rows = await parquetReadObjects({ file: buffer });
  same(file.columns[0].values.length, rows.length, 'rows');
  sameColumns(file, (column, row) => rows[row][column.name]);
}

async function arrow(file) {
  const table = tableFromIPC(readParquet(file.bytes).intoIPCStream());
  const types = { Int32: 'Int32', Int64: 'Int64', Double: 'Float64', Boolean: 'Bool', Enumeration: 'Utf8' };
  const schema = tableFromIPC(readSchema(file.bytes).intoIPCStream()).schema;
  same(file.columns.length, schema.fields.length, 'columns');
  file.columns.forEach((column, i) => {
    const { name, type, nullable } = schema.fields[i];
    same(`${column.name} ${types[column.type]} ${column.isOptional}`, `${name} ${type} ${nullable}`.replace('Utf8View', 'Utf8'), 'field');
  });
  same(file.columns[0].values.length, table.numRows, 'rows');
  for (const [key, value] of Object.entries(file.metadata)) same(value, schema.metadata.get(key), `metadata ${key}`);
  if (table.numRows > 0) {
    const vectors = Object.fromEntries(file.columns.map(column => [column.name, table.getChild(column.name)]));
    sameColumns(file, (column, row) => vectors[column.name].get(row));
  }
}

const duckdb = await openDuckDB();
const readers = { hyparquet, 'arrow-rs': arrow, DuckDB: file => duckdb(file, same, sameColumns) };
const names = readdirSync(folder).filter(f => f.endsWith('.parquet')).map(f => f.slice(0, -8)).sort();
let failures = 0;
for (const name of names) {
  const file = load(name);
  for (const [reader, check] of Object.entries(readers)) {
    try {
      await check(file);
    } catch (error) {
      failures++;
      console.log(`${name}, ${reader}: ${error.message}`);
    }
  }
}

if (failures === 0) console.log(`${names.length} files, ${Object.keys(readers).length} readers: all the same`);
process.exitCode = failures === 0 ? 0 : 1;

// Writes the files under tests/Parquet/foreign with other writers: DuckDB's, and that of arrow-rs. Run by hand when they should change:
//   node foreign.mjs ../Parquet/foreign
// Their 300 rows follow from the row's number i as in the query below; the tests compute the same.
import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { Compression, Encoding, WriterPropertiesBuilder, WriterVersion, readParquet, writeParquet } from 'parquet-wasm';

const folder = process.argv[2];
const connection = await (await DuckDBInstance.create()).connect();
await connection.run(`
  create table t as select
    (i * 7 - 1000)::int as i32, i::bigint * i * 1000003 as i64, i / 8.0::double as f64, i % 3 = 0 as flag,
    case i % 4 when 0 then 'completed' when 1 then 'stalled' else 'failed' end as fate,
    case when i % 7 <> 0 then i / 2 end::int as maybe_i32, case when i % 5 <> 0 then i * 0.25::double end as maybe_f64,
    case when i % 2 = 0 then i % 4 = 0 end as maybe_flag, null::double as never
  from range(300) r(i)`);
for (const [name, options] of [
  ['duckdb_v1', "compression uncompressed, parquet_version v1, row_group_size 2048"],
  ['duckdb_v2', "compression uncompressed, parquet_version v2"],
  ['duckdb_gzip', "compression gzip"],
]) {
  await connection.run(`copy t to '${folder}/${name}.parquet' (format parquet, ${options})`);
}

const table = () => readParquet(readFileSync(`${folder}/duckdb_v1.parquet`));
const arrow = (name, configure) => {
  const properties = configure(new WriterPropertiesBuilder().setCompression(Compression.UNCOMPRESSED)).build();
  writeFileSync(`${folder}/${name}.parquet`, writeParquet(table(), properties));
};
arrow('arrow_v1', b => b.setWriterVersion(WriterVersion.V1).setMaxRowGroupSize(128));
arrow('arrow_v2', b => b.setWriterVersion(WriterVersion.V2).setDictionaryEnabled(false)
  .setColumnEncoding('fate', Encoding.PLAIN).setDataPageSizeLimit(400).setWriteBatchSize(50));

// Writes tests/Parquet/foreign/duckdb_v2.parquet, a file of another writer with data pages of the second version. Run by hand when it should change:
//   node foreign.mjs ../Parquet/foreign
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create()).connect();
await connection.run(`
  copy (select i * 7 - 1000 as whole, case when i % 5 <> 0 then i * 0.25::double end as maybe, case i % 2 when 0 then 'completed' else 'stalled' end as fate from range(300) r(i))
  to '${process.argv[2]}/duckdb_v2.parquet' (format parquet, compression uncompressed, parquet_version v2)`);

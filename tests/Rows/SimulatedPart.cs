using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Parquet;
using WalSweep.Tests.Space;

namespace WalSweep.Tests.Rows;

/// <summary>A file of a committed configuration's sweep as its worker writes it, and its rows told a second time: each scenario drawn and run by itself.</summary>
internal sealed class SimulatedPart
{
    /// <param name="name">The committed configuration's name.</param>
    /// <param name="stored">Scenarios of which rows are stored: the sweep's first.</param>
    public SimulatedPart(string name, int stored)
        : this(ConfigReader.Load(Golden.PathOf($"configs/{name}.json")), stored)
    {
    }

    /// <param name="config">The configuration.</param>
    /// <param name="stored">Scenarios of which rows are stored: the sweep's first.</param>
    public SimulatedPart(SweepConfig config, int stored)
    {
        var job = new SweepJob(config, new RunOptions { Origin = config.Name, Threads = 1, Poison = true }, config.RowsEvery);
        Bytes = Write(job, stored * config.RowsEvery);
        Table = Tell(config, job, stored);
    }

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>What must stand in it.</summary>
    public TestTable Table { get; }

    private static byte[] Write(SweepJob job, long scenarios)
    {
        using var file = new MemoryStream();
        new PartSimulator(job).TryWrite(new Part(0, 0, scenarios), file, CancellationToken.None, out _);
        return file.ToArray();
    }

    private static TestTable Tell(SweepConfig config, SweepJob job, int stored)
    {
        ProtocolVersion[] versions = [ProtocolVersion.V1, ProtocolVersion.V15, ProtocolVersion.V2];
        string[] names = ["v1", "v1_5", "v2"];
        var scene = new Scene(config);
        var rows = new List<object?[]>();
        for (int i = 0; i < stored; i++)
        {
            scene.Draw(i * config.RowsEvery);
            for (int p = 0; p < versions.Length; p++)
            {
                var parameters = scene.Parameters;
                var outcome = Simulation.Run(versions[p], new Scenario(in parameters, scene.Timeline));
                object?[] mode = config.Durability.IsDrawn ? ["best_effort,sync_quorum,sync_all".Split(',')[(int)parameters.Durability]] : [];
                object?[] varied = [.. scene.Varied.Zip(job.Source.Varied, Value), .. mode];
                rows.Add([i * config.RowsEvery, names[p], .. varied, .. RowFileTests.Contract.Select(c => c.Value(scene.Weather, outcome))]);
            }
        }

        return new TestTable($"part_of_{config.Name}", job.Schema.Table, [rows.Count], (column, row) => rows[row][column], [.. job.Metadata]);
    }

    private static object Value(double value, ParameterDefinition definition) => definition.IsWhole ? (object)(long)value : value;
}

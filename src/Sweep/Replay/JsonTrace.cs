using System.Text;
using System.Text.Json;
using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Sweep.Replay;

/// <summary>
/// A trace for programs: one JSON object a line. The kinds of lines and their keys are described in docs/replay.md. Numbers are the shortest that read back to the same bits; what is unknown, without limit
/// or never is null.
/// </summary>
public static class JsonTrace
{
    /// <summary>The first line of a trial.</summary>
    public static string Trial(ReplaySource source, ProtocolVersion protocol) => Line("trial", json =>
    {
        source.WriteIdentity(json);
        var parameters = source.Parameters;
        json.WriteString("title", source.Title);
        json.WriteString("protocol", protocol.Name);
        json.WriteNumber("model_version", Simulation.ModelVersion);
        json.WriteNumber("replicas", parameters.Replicas);
        json.WriteString("durability", Spelling.Of(parameters.Durability));
        Write(json, "entry_bytes", parameters.EntryBytes);
        Write(json, "horizon_s", parameters.HorizonS);
    });

    /// <summary>The lines of an event: itself with the state after it, then what it brought about, in order.</summary>
    public static IEnumerable<string> Lines(TraceEvent one) =>
    [
        Line("event", json =>
        {
            Write(json, "time_s", one.After.TimeS);
            json.WriteString("event", one.Name);
            Write(json, "node", one.Node < 0 ? double.NaN : one.Node);
            json.WriteBoolean("is_fault", one.Kind == EventKind.Fault);
            Write(json, "extra_latency_s", one.Kind == EventKind.Fault && one.Fault.Kind == FaultKind.SpikeStart ? one.Fault.Value : double.NaN);
            Write(json, one.After);
        }),
        .. one.Steps.Select(step => Line(one.After.TimeS, step)),
    ];

    /// <summary>The line after the last event: the state in which the trial ended.</summary>
    public static string End(TraceState end) => Line("end", json =>
    {
        Write(json, "time_s", end.TimeS);
        Write(json, end);
    });

    /// <summary>The line with the outcome row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The columns of it that are shown.</param>
    public static string Row(TrialRow row, IReadOnlyList<RowColumn> columns) => Line("row", json =>
    {
        json.WriteStartObject("columns");
        foreach (var column in columns)
        {
            Write(json, column.Name, row, column);
        }

        json.WriteEndObject();
    });

    /// <summary>The last line of a trial: what the row is compared with and how that came out.</summary>
    /// <param name="verdict">What is said of the comparison.</param>
    /// <param name="replayed">The row.</param>
    /// <param name="stored">The stored row; null if there is none.</param>
    public static string Comparison(StoredVerdict verdict, TrialRow replayed, TrialRow? stored) => Line("comparison", json =>
    {
        json.WriteString("stored", Spelling.Of(verdict));
        json.WriteStartArray("differences");
        foreach (var column in stored is null ? [] : replayed.DifferencesFrom(stored))
        {
            json.WriteStartObject();
            json.WriteString("column", column.Name);
            Write(json, "stored", stored!, column);
            Write(json, "replayed", replayed, column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Line(double timeS, TraceStep step) => step switch
    {
        TraceTransition change => Line("transition", json =>
        {
            Write(json, "time_s", timeS);
            json.WriteNumber("node", change.Node);
            json.WriteString("from", Spelling.Of(change.From));
            json.WriteString("to", Spelling.Of(change.To));
            json.WriteString("cause", Spelling.Of(change.Cause));
        }),
        TraceFinding finding => Line("finding", json =>
        {
            Write(json, "time_s", timeS);
            json.WriteNumber("node", finding.Node);
            json.WriteString("cause", Spelling.Of(finding.Cause));
        }),
        TraceTruncation truncation => Line("truncation", json =>
        {
            Write(json, "time_s", timeS);
            json.WriteNumber("node", truncation.Node);
            Write(json, [Fact.OfEntries("dropped_entries", truncation.DroppedEntries)]);
        }),
        PolicyDecision decision => Line("decision", json => Write(json, timeS, decision)),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static void Write(Utf8JsonWriter json, double timeS, PolicyDecision decision)
    {
        Write(json, "time_s", timeS);
        json.WriteNumber("node", decision.Node);
        json.WriteString("hook", decision.Hook);
        json.WriteString("verdict", decision.Verdict);
        json.WriteString("cause", decision.Cause is { } cause ? Spelling.Of(cause) : null);
        json.WriteStartObject("facts");
        Write(json, decision.Facts);
        json.WriteEndObject();
        json.WriteStartArray("reports");
        foreach (var report in decision.Reports)
        {
            json.WriteStartObject();
            Write(json, report);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Fact> facts)
    {
        foreach (var fact in facts)
        {
            if (fact.Number is { } number)
            {
                Write(json, fact.Name, number);
            }
            else if (fact.Flag is { } flag)
            {
                json.WriteBoolean(fact.Name, flag);
            }
            else
            {
                json.WriteString(fact.Name, fact.Word);
            }
        }
    }

    private static void Write(Utf8JsonWriter json, TraceState state)
    {
        json.WriteNumber("primary", state.Primary.Node);
        json.WriteNumber("term", state.Primary.Term);
        json.WriteNumber("epoch", state.Primary.Epoch);
        json.WriteBoolean("serving", state.Primary.IsServing);
        json.WriteBoolean("fenced", state.Primary.IsFenced);
        Write(json, "head_entries", state.HeadEntries);
        Write(json, "tail_entries", state.TailEntries);
        Write(json, "committed_lsn", state.CommittedLsn);
        Write(json, "offered_per_s", state.OfferedPerS);
        Write(json, "admitted_per_s", state.AdmittedPerS);
        json.WriteBoolean("writes_blocked", state.IsBlocked);
        json.WriteBoolean("wal_full", state.IsFull);
        json.WriteStartArray("nodes");
        foreach (var node in state.Nodes)
        {
            json.WriteStartObject();
            Write(json, node);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TraceNode node)
    {
        json.WriteNumber("node", node.Node);
        json.WriteString("state", Spelling.Of(node.State));
        json.WriteString("stage", Spelling.Of(node.Stage));
        json.WriteBoolean("live", node.IsLive);
        Write(json, "position_entries", node.PositionEntries);
        Write(json, "position_per_s", node.RatePerS);
        json.WriteBoolean("pinned", node.IsPinned);
        json.WriteBoolean("stale_primary", node.Stale is not null);
        Write(json, "stale_epoch", node.Stale?.Epoch ?? double.NaN);
        Write(json, "stale_committed_lsn", node.Stale?.CommittedLsn ?? double.NaN);
        Write(json, "stale_limit_entries", node.Stale?.LimitEntries ?? double.NaN);
        json.WriteStartArray("log");
        foreach (var stretch in node.Log.Stretches)
        {
            json.WriteStartObject();
            json.WriteNumber("term", stretch.Term);
            json.WriteNumber("epoch", stretch.Epoch);
            Write(json, "last_lsn", stretch.LastLsn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, TrialRow row, RowColumn column)
    {
        var value = row[column];
        if (column.Type == ColumnType.Enumeration && !double.IsNaN(value))
        {
            json.WriteString(name, row.Text(column));
        }
        else if (column.Type == ColumnType.Boolean && !double.IsNaN(value))
        {
            json.WriteBoolean(name, value != 0);
        }
        else
        {
            Write(json, name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Line(string kind, Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("line", kind);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}

/// <summary>How a replayed row compares with the stored one.</summary>
public enum StoredVerdict : byte
{
    /// <summary>Nothing is stored where the scenario comes from: a configuration or a script.</summary>
    Nowhere,

    /// <summary>The results folder holds no row of the trial.</summary>
    Absent,

    /// <summary>Every bit is equal.</summary>
    Equal,

    /// <summary>A column differs.</summary>
    Different,
}

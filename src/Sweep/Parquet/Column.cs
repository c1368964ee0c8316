using System.Text;

namespace WalSweep.Sweep.Parquet;

/// <summary>What the values of a column are, and so their physical type in the file.</summary>
public enum ColumnType : byte
{
    /// <summary>Whole numbers of 32 bits: INT32.</summary>
    Int32,

    /// <summary>Whole numbers of 64 bits: INT64.</summary>
    Int64,

    /// <summary>IEEE doubles: DOUBLE. NaN is NULL where the column is optional and refused where it is not. Negative zero is stored as zero.</summary>
    Double,

    /// <summary>False or true, one bit: BOOLEAN.</summary>
    Boolean,

    /// <summary>One of a few names, kept in memory as its index: BYTE_ARRAY annotated as STRING, always dictionary-encoded.</summary>
    Enumeration,
}

/// <summary>One column of a flat table.</summary>
public sealed class Column
{
    /// <summary>Most names an enumeration can have: an index is one byte.</summary>
    public const int MaxNames = 256;

    /// <summary>Declares a column.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="type">What its values are.</param>
    /// <param name="isOptional">Whether a value can be NULL.</param>
    /// <param name="isOncePerRun">Whether its value is the same in all rows of a run (see <see cref="TableSchema.RunLength"/>), and so given once for the run.</param>
    /// <param name="names">The names of an enumeration by index, 1..256 different ones; null for every other type.</param>
    /// <exception cref="ArgumentException">A name is missing or doubled, or the combination is not supported.</exception>
    public Column(string name, ColumnType type, bool isOptional = false, bool isOncePerRun = false, IReadOnlyList<string>? names = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if ((type == ColumnType.Enumeration) != (names is not null))
        {
            throw new ArgumentException($"column '{name}': names are given for an enumeration and for nothing else");
        }

        if (names is not null && (names.Count is 0 or > MaxNames || names.Distinct(StringComparer.Ordinal).Count() != names.Count))
        {
            throw new ArgumentException($"column '{name}': an enumeration has 1 to {MaxNames} different names, not {names.Count}");
        }

        if (isOptional && isOncePerRun)
        {
            throw new ArgumentException($"column '{name}': a value given once per run cannot be NULL");
        }

        (Name, Type, IsOptional, IsOncePerRun, Names) = (name, type, isOptional, isOncePerRun, names ?? []);
        NameBytes = [.. Names.Select(Encoding.UTF8.GetBytes)];
        NamesInOrder = [.. Enumerable.Range(0, NameBytes.Length)];
        Array.Sort(NamesInOrder, (a, b) => NameBytes[a].AsSpan().SequenceCompareTo(NameBytes[b]));
    }

    private Column(string name, bool isOptional)
    {
        (Name, Type, IsOptional, Names, NameBytes, NamesInOrder) = (name, ColumnType.Enumeration, isOptional, [], [], []);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnType Type { get; }

    /// <summary>Whether a value can be NULL.</summary>
    public bool IsOptional { get; }

    /// <summary>Whether a buffer holds one value for each run of rows rather than one for each row.</summary>
    public bool IsOncePerRun { get; }

    /// <summary>The names of an enumeration by index; empty for every other type.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names in UTF-8.</summary>
    internal byte[][] NameBytes { get; }

    /// <summary>Indices of the names in the order of their bytes, which is the format's order of strings.</summary>
    internal int[] NamesInOrder { get; }

    /// <summary>An enumeration of a file that is read: its names turn up with the data.</summary>
    internal static Column OfUnknownNames(string name, bool isOptional) => new(name, isOptional);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type}{(IsOptional ? "?" : "")}";
}

/// <summary>The columns of a flat table, in their order in the file.</summary>
public sealed class TableSchema
{
    /// <summary>Puts columns together.</summary>
    /// <param name="columns">At least one column, no two of the same name.</param>
    /// <param name="runLength">How many consecutive rows share the values given once per run, at least 1.</param>
    /// <exception cref="ArgumentException">No column, a doubled name, or a run length below 1.</exception>
    public TableSchema(IEnumerable<Column> columns, int runLength = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runLength, 1);
        Columns = [.. columns];
        RunLength = runLength;
        if (Columns.Count == 0)
        {
            throw new ArgumentException("a table needs at least one column");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Column column in Columns)
        {
            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"two columns are named '{column.Name}'");
            }
        }
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>How many consecutive rows, counted from the first of a row group, share the values given once per run.</summary>
    public int RunLength { get; }

    /// <summary>The index of the column of that name, or -1.</summary>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}

namespace WalSweep.Sweep.Parquet;

/// <summary>What a column chunk's footer says of its values: the extremes as the bit patterns of the type, for enumerations as indices of names.</summary>
internal struct ColumnStatistics
{
    public long NullCount;
    public bool HasExtremes;
    public long Min;
    public long Max;

    public void Set(long min, long max) => (HasExtremes, Min, Max) = (true, min, max);

    /// <summary>
    /// Zero is +0 in both, since −0 is never stored. The format advises −0 for a minimum, for data that may hold it; but DuckDB answers <c>min(x)</c> from the
    /// statistics, and would answer −0. (Readers take a minimum of +0 to admit −0 as well, so nothing is missed.)
    /// </summary>
    public void Set(double min, double max) => Set(BitConverter.DoubleToInt64Bits(min), BitConverter.DoubleToInt64Bits(max));
}

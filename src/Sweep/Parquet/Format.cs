namespace WalSweep.Sweep.Parquet;

// The numbers of the Parquet format definition (parquet.thrift) that this writer and reader know.

/// <summary>Physical types.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Double = 5,
    ByteArray = 6,
}

/// <summary>Encodings of values and of levels.</summary>
internal enum PageEncoding
{
    Plain = 0,

    Rle = 3,
    DeltaBinaryPacked = 5,
    RleDictionary = 8,
}

/// <summary>Kinds of pages.</summary>
internal enum PageKind
{
    Data = 0,
    Dictionary = 2,
}

/// <summary>What stands at fixed places of every file, and the bounds of what the reader believes.</summary>
internal static class Format
{
    /// <summary>"PAR1", little-endian: the first and the last four bytes.</summary>
    public const uint Magic = 0x31524150;

    /// <summary>The only compression there is: none.</summary>
    public const int Uncompressed = 0;

    /// <summary>Before this version of our bytes in created_by stands the application's name, as readers expect it.</summary>
    public const string CreatedByPrefix = "walsweep version ";

    /// <summary>Goes up when the same rows give other bytes; independent of the build's version.</summary>
    public const string CreatedBy = CreatedByPrefix + "1.0.0";

    /// <summary>
    /// Metadata key of the footer's own checksum, which the format lacks: CRC-32 of the footer with this value's eight hexadecimal digits taken as zeros.
    /// </summary>
    public const string FooterChecksumKey = "walsweep.footer_crc32";

    /// <summary>Rows of the largest row group written: a column of doubles stays a page of at most 1 MiB.</summary>
    public const int MaxRowsWritten = 1 << 17;

    /// <summary>Largest footer read, in bytes.</summary>
    public const int MaxFooterBytes = 16 << 20;

    /// <summary>Largest page read, in bytes.</summary>
    public const int MaxPageBytes = 4 << 20;

    /// <summary>Largest page header read, in bytes; those written have some forty.</summary>
    public const int MaxPageHeaderBytes = 256;

    /// <summary>Most rows of a row group that is read. A page of nulls is a few bytes whatever it claims, so time needs its own bound.</summary>
    public const long MaxRowsRead = 1L << 26;
}

using WalSweep.Sweep.Parquet;

namespace WalSweep.Tests.Parquet;

/// <summary>Damages pages and gives them the right checksums again, so that the damage gets to the decoders.</summary>
internal static class MendedPage
{
    /// <summary>The pages of a sound file.</summary>
    public static List<Page> PagesOf(byte[] file)
    {
        var found = new List<Page>();
        using TableReader reader = TableReader.Open(file, "memory");
        var pages = new ChunkPages(new ByteSource(file, "memory"));
        foreach (ChunkInfo chunk in reader.File.RowGroups.SelectMany(g => g.Columns))
        {
            for (pages.Begin(chunk, new Place("memory", "")); !pages.IsAtEnd;)
            {
                long start = pages.Position;
                pages.Next();
                found.Add(new Page((int)start, (int)pages.ContentOffset, pages.Header.ContentBytes));
            }
        }

        return found;
    }

    /// <summary>Changes one to three bytes of a page's content, and its checksum.</summary>
    public static byte[] Damage(byte[] original, Page page, Random random)
    {
        byte[] file = [.. original];
        int checksum = page.Start;
        for (int field = 1; field < 4; field++)
        {
            checksum = EndOfVarint(file, checksum + 1);
        }

        checksum++;
        int length = EndOfVarint(file, checksum) - checksum;
        var encoded = new ByteBuffer(64);
        do
        {
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                file[page.ContentStart + random.Next(Math.Min(page.ContentBytes, random.Next(2) == 0 ? 16 : int.MaxValue))] = (byte)random.Next(256);
            }

            encoded.Truncate();
            encoded.WriteZigzag((int)Crc32.Compute(file.AsSpan(page.ContentStart, page.ContentBytes)));
        }
        while (encoded.Length != length);
        encoded.Written.CopyTo(file.AsSpan(checksum));
        return file;
    }

    private static int EndOfVarint(byte[] file, int start)
    {
        while (file[start] >= 0x80)
        {
            start++;
        }

        return start + 1;
    }

    /// <summary>A page: where its header and its content begin, and the bytes of the content.</summary>
    internal readonly record struct Page(int Start, int ContentStart, int ContentBytes);
}

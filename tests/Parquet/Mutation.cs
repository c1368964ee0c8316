namespace WalSweep.Tests.Parquet;

/// <summary>Changes of a file's bytes, as disks, networks and other programs make them.</summary>
internal static class Mutation
{
    /// <summary>One to four changes: a byte, a bit, a number in place of four bytes, a cut, a piece doubled or left out; half of them near the end, in the footer.</summary>
    public static byte[] Of(byte[] original, Random random)
    {
        List<byte> file = [.. original];
        for (int change = random.Next(1, 5); change > 0 && file.Count > 16; change--)
        {
            int at = random.Next(2) == 0 ? random.Next(file.Count - 8) : file.Count - 8 - random.Next(Math.Min(file.Count - 8, 2000));
            int length = random.Next(Math.Min(64, file.Count - at));
            switch (random.Next(7))
            {
                case 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    int number = random.Next(3) switch { 0 => -1, 1 => int.MaxValue, _ => random.Next() };
                    for (int i = 0; i < sizeof(int); i++)
                    {
                        file[at + i] = (byte)(number >> (8 * i));
                    }

                    break;
                case 3:
                    file.InsertRange(at, file.GetRange(at, length));
                    break;
                case 4:
                    file.RemoveRange(at, length);
                    break;
                case 5:
                    file.RemoveRange(random.Next(2) == 0 ? at : 0, length);
                    break;
                default:
                    file[at] = (byte)(file[at] + 1);
                    break;
            }
        }

        return [.. file];
    }

    /// <summary>The same; a footer whose checksum was not mended is refused at once, most mutants get by that to where it is interesting.</summary>
    public static byte[] OfAny(byte[] original, Random random)
    {
        byte[] file = Of(original, random);
        return random.Next(4) == 0 ? file : MendedFooter.Of(file);
    }
}

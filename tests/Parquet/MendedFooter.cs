using System.Buffers.Binary;
using WalSweep.Sweep.Parquet;

namespace WalSweep.Tests.Parquet;

/// <summary>Gives a damaged file the right checksums again, so that a reader must look at what the damage means.</summary>
internal static class MendedFooter
{
    private static readonly byte[] _key = System.Text.Encoding.ASCII.GetBytes(Format.FooterChecksumKey);

    public static byte[] Of(byte[] file)
    {
        int key = file.AsSpan().LastIndexOf(_key);
        int digits = key + _key.Length + 2;
        if (key < 0 || digits + 8 > file.Length || file.Length < 12)
        {
            return file;
        }

        // The footer's own length may have changed with what was put in or left out; its start is that of the original, or thereabouts.
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - 8));
        if (length > file.Length - 12)
        {
            return file;
        }

        file.AsSpan(digits, 8).Fill((byte)'0');
        uint checksum = Crc32.Compute(file.AsSpan(file.Length - 8 - (int)length, (int)length));
        System.Text.Encoding.ASCII.GetBytes(checksum.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)).CopyTo(file, digits);
        return file;
    }
}

using System.Text;

namespace Serjeant.Evidence;

/// <summary>The records of a zip's one encrypted entry: as in <see cref="ZipRecords"/>, with method 99 and the AES extra field (AE-2: no CRC).</summary>
internal static class SealedRecords
{
    private const uint Full32 = uint.MaxValue;
    private const ushort Method = 99, Version = 51, Flags = 1 << 11 | 1, DosDate = 1 << 5 | 1;

    public static byte[] Local(PasswordZip.SealedEntry entry) => Write(entry, central: false);

    public static byte[] Central(PasswordZip.SealedEntry entry) => Write(entry, central: true);

    private static byte[] Write(PasswordZip.SealedEntry entry, bool central)
    {
        var big = entry.Packed >= Full32;
        var name = Encoding.UTF8.GetBytes(entry.Name);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(central ? 0x02014b50u : 0x04034b50u);
        if (central)
            writer.Write((ushort)(3 << 8 | Version)); // Made on Unix, so that the file's mode below is heeded.
        writer.Write(Version);
        writer.Write(Flags);
        writer.Write(Method);
        writer.Write((ushort)0);
        writer.Write(DosDate);
        writer.Write(0u);
        writer.Write(big ? Full32 : (uint)entry.Packed);
        writer.Write(big ? Full32 : (uint)entry.Bytes);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)(11 + (big ? 20 : 0)));
        if (central)
        {
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write(0x81A40000u);
            writer.Write(0u);
        }
        writer.Write(name);
        if (big)
        {
            writer.Write((ushort)1);
            writer.Write((ushort)16);
            writer.Write(entry.Bytes);
            writer.Write(entry.Packed);
        }
        writer.Write((ushort)0x9901);
        writer.Write((ushort)7);
        writer.Write((ushort)2);
        writer.Write("AE"u8);
        writer.Write((byte)3);
        writer.Write((ushort)0);
        writer.Flush();
        return stream.ToArray();
    }
}

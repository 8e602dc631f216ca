using System.Buffers.Binary;

namespace Serjeant.Evidence;

/// <summary>CRC-32 as zip wants it (APPNOTE 4.4.7; polynomial 0xEDB88320), eight bytes at a time.</summary>
internal struct Crc32()
{
    private static readonly uint[][] Tables = MakeTables();

    private uint state = uint.MaxValue;

    public readonly uint Value => ~state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = state;
        while (bytes.Length >= 8)
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][low & 0xff] ^ Tables[6][low >> 8 & 0xff] ^ Tables[5][low >> 16 & 0xff] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xff] ^ Tables[2][high >> 8 & 0xff] ^ Tables[1][high >> 16 & 0xff] ^ Tables[0][high >> 24];
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            crc = crc >> 8 ^ Tables[0][(crc ^ b) & 0xff];
        state = crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new uint[256]).ToArray();
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
            tables[0][i] = crc;
        }
        for (var table = 1; table < 8; table++)
            for (var i = 0; i < 256; i++)
                tables[table][i] = tables[table - 1][i] >> 8 ^ tables[0][tables[table - 1][i] & 0xff];
        return tables;
    }
}

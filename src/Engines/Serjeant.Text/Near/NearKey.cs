using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Serjeant.Text.Near;

/// <summary>
/// The secret that words are hashed with (SipHash-1-3, Aumasson and Bernstein 2012). Without it nobody can write messages that
/// crowd one bucket of an index or that seem to share words they don't. Whoever makes an index draws one and keeps it to itself.
/// </summary>
public readonly record struct NearKey(ulong First, ulong Second)
{
    public const int Length = 16;

    public static NearKey From(ReadOnlySpan<byte> secret) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(secret), BinaryPrimitives.ReadUInt64LittleEndian(secret[8..]));

    internal ulong Hash(ReadOnlySpan<char> word)
    {
        var bytes = MemoryMarshal.AsBytes(word);
        var v0 = First ^ 0x736f6d6570736575;
        var v1 = Second ^ 0x646f72616e646f6d;
        var v2 = First ^ 0x6c7967656e657261;
        var v3 = Second ^ 0x7465646279746573;
        var last = (ulong)bytes.Length << 56;
        while (bytes.Length >= 8)
        {
            var block = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            v3 ^= block;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= block;
            bytes = bytes[8..];
        }
        for (var i = 0; i < bytes.Length; i++) last |= (ulong)bytes[i] << (8 * i);
        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xff;
        for (var i = 0; i < 3; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// <summary>A run of words as one number. What goes in is keyed already, so a quick mixing is enough.</summary>
    internal static uint Mix(ReadOnlySpan<ulong> words)
    {
        var mixed = 0x9e3779b97f4a7c15UL;
        foreach (var word in words)
        {
            mixed = (BitOperations.RotateLeft(mixed, 23) ^ word) * 0xff51afd7ed558ccd;
            mixed ^= mixed >> 32;
        }
        mixed *= 0xc4ceb9fe1a85ec53;
        return (uint)(mixed >> 32);
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}

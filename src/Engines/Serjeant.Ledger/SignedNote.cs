using System.Buffers.Binary;
using System.Text;

namespace Serjeant.Ledger;

/// <summary>One signature under a note: whose it claims to be, and the bytes.</summary>
public sealed record NoteSignature(string KeyName, uint KeyId, byte[] Signature)
{
    internal string ToLine()
    {
        var bytes = new byte[sizeof(uint) + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes, sizeof(uint));
        return $"{SignedNote.Dash}{KeyName} {Convert.ToBase64String(bytes)}\n";
    }
}

/// <summary>A text and the signatures under it (C2SP <c>signed-note</c>). Reading one checks no signature.</summary>
/// <param name="Text">What is signed; ends in a newline.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The longest note that is read, in UTF-16 code units: sixteen large signatures fit.</summary>
    public const int MaxLength = 128 * 1024;

    internal const string Dash = "— ";

    /// <exception cref="FormatException">The note is too long, holds control characters, or has no well-formed signature.</exception>
    public static SignedNote Parse(string note)
    {
        if (note.Length > MaxLength)
            throw new FormatException("The signed note is too long.");
        if (note.Any(c => c < ' ' && c != '\n'))
            throw new FormatException("A signed note holds no control characters but newlines.");
        var gap = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 1 || gap + 3 > note.Length || !note.EndsWith('\n'))
            throw new FormatException("A signed note is a text, an empty line and signatures, ending in a newline.");
        var signatures = note[(gap + 2)..^1].Split('\n').Select(ParseLine).ToList();
        return new SignedNote(note[..(gap + 1)], signatures);
    }

    public override string ToString() =>
        Signatures.Aggregate(new StringBuilder(Text).Append('\n'), (text, s) => text.Append(s.ToLine())).ToString();

    private static NoteSignature ParseLine(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0] + ' ' != Dash || !KeyName.IsValid(parts[1]))
            throw new FormatException("A signature line is a dash, a key's name and a signature.");
        if (!StrictBase64.TryDecode(parts[2], out var bytes) || bytes.Length <= sizeof(uint))
            throw new FormatException("A signature is a key id and a signature, in base64.");
        return new NoteSignature(parts[1], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..]);
    }
}

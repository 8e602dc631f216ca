using System.Globalization;
using System.Text;

namespace Serjeant.Ledger;

/// <summary>
/// What a ledger says of itself at one moment: its name, how many entries it holds, and their root. Its text is that of
/// C2SP <c>tlog-checkpoint</c>: three lines, each ending in a newline. Extension lines are refused: we write none.
/// </summary>
/// <param name="Origin">The ledger's name, which is also its signing key's name; no spaces, no plus sign.</param>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The Merkle root over them, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <exception cref="FormatException">The text is not a checkpoint, or is spelt in a way that we would not spell it.</exception>
    public static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != 4 || lines[3].Length > 0 || !KeyName.IsValid(lines[0]))
            throw new FormatException("A checkpoint is three lines: origin, size and root.");
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            throw new FormatException("A checkpoint's second line is the number of entries.");
        if (!StrictBase64.TryDecode(lines[2], out var root) || root.Length != MerkleHash.Size)
            throw new FormatException("A checkpoint's third line is the root, 32 bytes in base64.");
        var checkpoint = new Checkpoint(lines[0], size, root);
        return checkpoint.ToText() == text ? checkpoint : throw new FormatException("The checkpoint's size has leading zeros.");
    }

    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && Root.AsSpan().SequenceEqual(other.Root);

    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root.Length > 0 ? Root[0] : 0);

    public override string ToString() => $"{Origin} at {Size}, root {Convert.ToHexStringLower(Root)}";
}

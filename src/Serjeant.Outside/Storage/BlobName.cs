namespace Serjeant.Outside.Storage;

/// <summary>
/// Where a blob lies: a shelf and a name on it, in an alphabet that every file system and object store takes as it is, and that no path can be made of.
/// Both come from keys, and tell nobody what is kept.
/// </summary>
public sealed record BlobName
{
    private const int ShelfLength = 24;
    private const int NameLength = 64;

    /// <param name="shelf">24 lower-case hexadecimal characters.</param>
    /// <param name="name">64 lower-case hexadecimal characters.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public BlobName(string shelf, string name)
    {
        Shelf = Checked(shelf);
        Name = IsName(name) ? name : throw new ArgumentException("Not the name of a blob.", nameof(name));
    }

    public string Shelf { get; }

    public string Name { get; }

    public static bool IsShelf(ReadOnlySpan<char> text) => text.Length == ShelfLength && IsHex(text);

    public static bool IsName(ReadOnlySpan<char> text) => text.Length == NameLength && IsHex(text);

    /// <exception cref="ArgumentException">It is no shelf.</exception>
    internal static string Checked(string shelf) => IsShelf(shelf) ? shelf : throw new ArgumentException("Not the name of a shelf.", nameof(shelf));

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept("0123456789abcdef");
}

using System.Globalization;

namespace Serjeant.Ledger;

/// <summary>
/// One entry of an office's ledger: who did what to which thing. Its bytes are canonical JSON (RFC 8785), so the same facts
/// always hash alike and anyone can rebuild them from an export.
/// </summary>
/// <param name="Office">The office whose tree holds the entry.</param>
/// <param name="Index">The leaf's place in that tree, from 0.</param>
/// <param name="At">When it happened; kept in UTC to the millisecond, the rest is cut off.</param>
/// <param name="Actor">Who did it; null when the program did it by itself.</param>
/// <param name="Action">What was done, such as <c>case.exhibit.added</c>.</param>
/// <param name="SubjectType">What kind of thing it was done to; null, together with <paramref name="SubjectId"/>, for none.</param>
/// <param name="Data">Plain facts. No personal data: an entry can't be taken back.</param>
/// <param name="Commitments">Personal data as <see cref="Commitment"/>s, by name.</param>
public sealed record LedgerLeaf(
    string Office,
    long Index,
    DateTimeOffset At,
    string? Actor,
    string Action,
    string? SubjectType,
    string? SubjectId,
    IReadOnlyDictionary<string, string> Data,
    IReadOnlyDictionary<string, string> Commitments)
{
    /// <summary>No leaf is longer than this, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The most entries in <see cref="Data"/>, and in <see cref="Commitments"/>.</summary>
    public const int MaxPairs = 64;

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Numbers above this are not safe in every JSON reader (RFC 8785 §3.2.2.3).
    private const long MaxIndex = (1L << 53) - 1;

    /// <summary>The exact bytes that are hashed into the tree.</summary>
    /// <exception cref="ArgumentException">A part is missing, misnamed or too long.</exception>
    public byte[] ToBytes()
    {
        Check();
        var json = new CanonicalJson().Open()
            .String("action", Action)
            .String("actor", Actor)
            .String("at", At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture))
            .Map("commitments", Commitments)
            .Map("data", Data)
            .Number("index", Index)
            .String("office", Office);
        if (SubjectType is null)
            json.Null("subject");
        else
            json.Open("subject").String("id", SubjectId).String("type", SubjectType).Close();
        var bytes = json.Number("v", 1).Close().ToBytes();
        return bytes.Length <= MaxBytes ? bytes : throw new ArgumentException($"A ledger entry is at most {MaxBytes} bytes.");
    }

    /// <summary>Reads back what <see cref="ToBytes"/> wrote. Any other spelling of the same facts is refused.</summary>
    /// <exception cref="FormatException">The bytes are not one canonical leaf.</exception>
    public static LedgerLeaf Parse(ReadOnlySpan<byte> bytes) => LedgerLeafReader.Read(bytes);

    /// <summary>The leaf's hash in the tree, 32 bytes.</summary>
    public byte[] Hash() => MerkleHash.Leaf(ToBytes());

    private void Check()
    {
        if (string.IsNullOrEmpty(Office) || string.IsNullOrEmpty(Action))
            throw new ArgumentException("A ledger entry names its office and its action.");
        if (Index is < 0 or > MaxIndex)
            throw new ArgumentException("A ledger entry's index is 0 or more.");
        if (SubjectType is null != SubjectId is null)
            throw new ArgumentException("A ledger entry's subject has both a type and an id, or neither.");
        if (Actor is { Length: 0 } || SubjectType is { Length: 0 } || SubjectId is { Length: 0 })
            throw new ArgumentException("A part of a ledger entry that is not known is null, not empty.");
        CheckPairs(Data);
        CheckPairs(Commitments);
    }

    // Names come from the program, never from outside, so a strict alphabet costs nothing and keeps two names from
    // looking or sorting alike.
    private static void CheckPairs(IReadOnlyDictionary<string, string> pairs)
    {
        if (pairs.Count > MaxPairs)
            throw new ArgumentException($"A ledger entry holds at most {MaxPairs} facts.");
        foreach (var (name, value) in pairs)
        {
            if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
                throw new ArgumentException($"'{name}' can't name a fact: use letters, digits, full stops, hyphens and underscores.");
            ArgumentNullException.ThrowIfNull(value, name);
        }
    }
}

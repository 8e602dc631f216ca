using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>
/// The key that is printed at set-up and kept in a drawer: it opens the evidence store when everything else is lost.
/// 140 random bits as seven groups of five characters in Crockford's base 32 (no I, L, O or U; read as 1, 1, 0 and
/// refused). The fifth character of a group checks the other four and the group's place, so a form can say which group
/// was mistyped or swapped.
/// </summary>
public sealed class RecoveryKey
{
    private const int Groups = 7;
    private const int DataInGroup = 4;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly byte[] symbols;

    private RecoveryKey(byte[] symbols) => this.symbols = symbols;

    /// <summary>A new key from the operating system's random source.</summary>
    public static RecoveryKey Create()
    {
        var symbols = RandomNumberGenerator.GetBytes(Groups * DataInGroup);
        for (var at = 0; at < symbols.Length; at++)
            symbols[at] &= 31;
        return new RecoveryKey(symbols);
    }

    /// <summary>
    /// Reads a key as a person types it: any case, spaces and hyphens anywhere. The problem is a sentence for the screen
    /// and never repeats what was typed.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RecoveryKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        var typed = new List<byte>(Groups * (DataInGroup + 1));
        foreach (var character in text ?? "")
        {
            if (character is '-' or '\u2010' or '\u2011' or '\u2013' || char.IsWhiteSpace(character))
                continue;
            var value = ValueOf(character);
            if (value < 0)
            {
                problem = $"Group {(typed.Count / (DataInGroup + 1)) + 1} has a character that a recovery key never holds. Check it against the printed sheet";
                return false;
            }

            typed.Add((byte)value);
            if (typed.Count > Groups * (DataInGroup + 1))
                break;
        }

        if (typed.Count != Groups * (DataInGroup + 1))
        {
            problem = $"A recovery key has {Groups} groups of {DataInGroup + 1} characters. Check that you typed all of it";
            return false;
        }

        var symbols = new byte[Groups * DataInGroup];
        for (var group = 0; group < Groups; group++)
        {
            var start = group * (DataInGroup + 1);
            for (var place = 0; place < DataInGroup; place++)
                symbols[(group * DataInGroup) + place] = typed[start + place];
            if (CheckOf(symbols, group) != typed[start + DataInGroup])
            {
                problem = $"Group {group + 1} does not look right. Check it against the printed sheet";
                return false;
            }
        }

        key = new RecoveryKey(symbols);
        problem = null;
        return true;
    }

    /// <summary>For printing: seven groups of five with hyphens, 41 characters.</summary>
    public string ToPrintedText() => string.Join('-', Enumerable.Range(0, Groups).Select(group =>
        string.Concat(symbols.Skip(group * DataInGroup).Take(DataInGroup).Append(CheckOf(symbols, group)).Select(symbol => Alphabet[symbol]))));

    /// <summary>Never the key itself: what a log or a debugger shows.</summary>
    public override string ToString() => "recovery key (not shown)";

    /// <summary>The 32-byte key that wraps an office's key. The input has full entropy, so no slow derivation is needed.</summary>
    internal byte[] WrappingKey() =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, symbols, 32, info: "serjeant recovery key v1"u8.ToArray());

    private static int ValueOf(char character) => char.ToUpperInvariant(character) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        var other => Alphabet.IndexOf(other),
    };

    /// <summary>
    /// A weighted sum in GF(32) with a distinct non-zero weight for each place, plus a constant for the group: any one
    /// wrong character, any two swapped in a group and any two groups swapped change it.
    /// </summary>
    private static byte CheckOf(byte[] symbols, int group)
    {
        var sum = group + 1;
        for (var place = 0; place < DataInGroup; place++)
        {
            var term = (int)symbols[(group * DataInGroup) + place];
            for (var times = 0; times <= place; times++)
                term = (term & 16) != 0 ? (term << 1) ^ 0b100101 : term << 1;
            sum ^= term;
        }

        return (byte)sum;
    }
}

using System.Collections.Frozen;
using Serjeant.Text;

namespace Serjeant.Mail.Contacts;

/// <summary>Names as they are compared: folded, without titles and order, so that "Smith, Jane" is Jane Smith.</summary>
public static class NameKey
{
    private static readonly FrozenSet<string> Titles = "mr mrs ms miss mx dr sir dame lord lady baroness rt hon right honourable cllr councillor mp msp ms mla prof rev".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null where it is no person's: a first name alone is none, so at least two words of two letters, at most six.</summary>
    public static string? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var via = name.IndexOf(" via ", StringComparison.OrdinalIgnoreCase);
        var folded = Folder.Fold(via > 0 ? name[..via] : name);
        var words = folded.Tokens.Where(t => t.Kind == TokenKind.Word).Select(t => folded.TextOf(t).ToString())
            .Where(w => w.Length > 1 && !Titles.Contains(w)).Order(StringComparer.Ordinal).ToArray();
        return words.Length is >= 2 and <= 6 ? string.Join(' ', words) : null;
    }
}

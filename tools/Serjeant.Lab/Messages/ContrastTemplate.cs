using System.Text;
using System.Text.RegularExpressions;

namespace Serjeant.Lab.Messages;

/// <summary>Fills a template: the same word for the same slot on both sides; <c>[a|b]</c> one of several, each side by itself.</summary>
internal static partial class ContrastTemplate
{
    internal static IEnumerable<string> SlotsOf(ContrastPair pair) =>
        SlotName().Matches((pair.Abuse ?? "") + " " + pair.Ok).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>What is wrong with a line as written, or null.</summary>
    internal static string? Fault(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[' && i + 1 < text.Length && text[i + 1] == '[') i++;
            else if (text[i] == '[' && ++depth > 1) return "a '[' inside another: write the alternatives one after another.";
            else if (text[i] == ']' && depth > 0) depth--;
        }
        return depth > 0 ? "a '[' without its ']'." : text.Count(c => c == '{') != text.Count(c => c == '}') ? "a '{' without its '}'." : null;
    }

    /// <summary>One filling of a pair, or null where no identity has words for all its slots.</summary>
    internal static ContrastPair? Fill(ContrastPair pair, IReadOnlyDictionary<string, ContrastSlot> slots, int copy, Random random)
    {
        var names = SlotsOf(pair).ToArray();
        var identitySlots = names.Select(n => slots[n]).Where(s => s.IsIdentity).ToArray();
        var identities = identitySlots.Length == 0 ? [""] : identitySlots.Select(s => s.ByIdentity.Keys).Aggregate((a, b) => a.Intersect(b)).Order(StringComparer.Ordinal).ToArray();
        if (identities.Length == 0) return null;
        var identity = identities[random.Next(identities.Length)];
        var index = random.Next(int.MaxValue);
        var filling = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var slot = slots[name];
            var values = slot.ByIdentity[slot.IsIdentity ? identity : ContrastSlot.Plain];
            filling[name] = values[slot.IsIdentity ? index % values.Count : random.Next(values.Count)];
        }
        string Labels(string written) => written.Replace("hate.?", "hate." + (identity.Length > 0 ? identity : "other"), StringComparison.Ordinal);
        return pair with
        {
            Id = FormattableString.Invariant($"{pair.Id}/{copy:00}"),
            Abuse = pair.Abuse is null ? null : Write(pair.Abuse, filling, random),
            Ok = Write(pair.Ok, filling, random),
            AbuseLabels = Labels(pair.AbuseLabels),
            OkLabels = Labels(pair.OkLabels),
        };
    }

    private static string Write(string text, Dictionary<string, string> filling, Random random)
    {
        var written = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[' && i + 1 < text.Length && text[i + 1] == '[')
            {
                written.Append('[');
                i++;
            }
            else if (text[i] == '[')
            {
                var end = text.IndexOf(']', i);
                var choices = text[(i + 1)..end].Split('|');
                written.Append(choices[random.Next(choices.Length)]);
                i = end;
            }
            else written.Append(text[i]);
        }
        var filled = SlotName().Replace(written.ToString(), m => filling[m.Groups[1].Value]).Trim();
        return filled.Length > 0 && char.IsLower(filled[0]) && char.IsUpper(FirstLetter(text)) ? char.ToUpperInvariant(filled[0]) + filled[1..] : filled;
    }

    private static char FirstLetter(string text) => text.FirstOrDefault(c => char.IsLetter(c) || c == '{');

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    private static partial Regex SlotName();
}

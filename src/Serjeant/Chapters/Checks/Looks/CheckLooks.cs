using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail.Links;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>The links of a checked message that may be opened and looked at, and what was seen where a link was.</summary>
public static class CheckLooks
{
    private const int Most = 20;

    /// <summary>Each address once, by the number of the first link that has it. Empty for who may not read the message.</summary>
    public static IReadOnlyList<(string Shown, LookFormView Form)> Of(AnswerView answer, long checkId, LinkLooks looks)
    {
        if (!answer.ShowsWords)
            return [];
        var found = new List<(string, LookFormView)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (link, number) in answer.Verdict.Message.Links.Select((l, i) => (l, i)))
        {
            if (found.Count == Most)
                break;
            if (looks.AddressOf(link.Target) is { } address && seen.Add(address.Uri.AbsoluteUri))
                found.Add((link.Target, new LookFormView(ChecksLinks.LookFrom(checkId), "link", FormattableString.Invariant($"{number}"), address.Personal)));
        }
        return found;
    }

    /// <summary>The address of a link by its number in the message.</summary>
    public static string? LinkOf(AnswerView? answer, int number) =>
        answer is { ShowsWords: true } && number >= 0 && number < answer.Verdict.Message.Links.Count ? answer.Verdict.Message.Links[number].Target : null;

    /// <summary>What was seen; null where the check is of something else.</summary>
    public static LookView? SeenIn(MessageCheck check, byte[] bytes, LinkLooks looks)
    {
        if (check.Form != CheckedForm.Page)
            return null;
        var look = LookFile.Read(bytes);
        return new LookView(look, look.Page.Final is { } final && looks.Read(final) is { } end ? ShownAddress.Of(end.First) : null);
    }
}

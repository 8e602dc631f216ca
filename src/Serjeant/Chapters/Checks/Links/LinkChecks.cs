using System.Text.RegularExpressions;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Links;

namespace Serjeant.Chapters.Checks.Links;

/// <summary>One pasted link with its answer, or why there is none.</summary>
/// <param name="Look">The button that has it opened; null where it opens no page.</param>
public sealed record LinkAnswer(string Written, LinkVerdict? Verdict, string? Error, LookFormView? Look = null);

/// <summary>
/// Says whether pasted links look genuine by their addresses alone, and writes down that somebody asked and what the worst answer was, without the links.
/// Nothing is opened and nobody is asked. The domains of the office's own people are protected.
/// </summary>
public sealed partial class LinkChecks(CheckContext office, OfficeChanges changes, Lazy<LinkJudge> judge)
{
    /// <summary>As many as one page shows.</summary>
    public const int Most = 20;

    /// <summary>Of pasted text, in characters.</summary>
    public const int MaxText = 20_000;

    /// <summary>The links of a pasted text: one a line, or those within a line of words. More than <see cref="Most"/> are left out.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var links = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var within = line.Any(char.IsWhiteSpace) ? Within().Matches(line).Select(m => m.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '>')).ToArray() : [];
            links.AddRange(within.Length > 0 ? within : [line]);
            if (links.Count > Most) break;
        }
        return [.. links.Distinct(StringComparer.Ordinal).Take(Most + 1)];
    }

    public async Task<IReadOnlyList<LinkAnswer>> CheckAsync(IReadOnlyList<string> links, Person by, CancellationToken cancel)
    {
        var own = judge.Value.Protecting((await office.ReadOwnAsync(cancel)).Protected);
        var answers = links.Select(l => Judge(own, l)).ToArray();
        var read = answers.Where(a => a.Verdict is not null).Select(a => a.Verdict!.Verdict).ToArray();
        await changes.RunAsync(by.OfficeId, by.Id, ledger =>
        {
            ledger.Record("link.checked", "check", Guid.NewGuid().ToString("N")[..16], ("verdict", read.Length > 0 ? read.Max().ToString().ToLowerInvariant() : "unread"), ("links", FormattableString.Invariant($"{links.Count}")));
            return Task.CompletedTask;
        }, cancel);
        return answers;
    }

    private static LinkAnswer Judge(LinkJudge judge, string link)
    {
        try
        {
            var verdict = judge.Judge(link);
            return new LinkAnswer(link, verdict, null, LookAddress.TryOf(verdict.Link, out var address, out _) ? new LookFormView(ChecksLinks.LookAtLink, "Address", link, address.Personal) : null);
        }
        catch (FormatException e)
        {
            return new LinkAnswer(link, null, e.Message);
        }
    }

    [GeneratedRegex(@"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}:(?://|\\\\)|www\.|javascript:|data:)\S{2,8000}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Within();
}

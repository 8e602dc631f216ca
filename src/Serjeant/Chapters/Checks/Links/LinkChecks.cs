using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail.Links;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Checks.Links;

/// <summary>One pasted link with its answer, or why there is none.</summary>
/// <param name="Look">The button that has it opened; null where it opens no page.</param>
/// <param name="CheckId">Where it is written down; null where it could not be.</param>
public sealed record LinkAnswer(string Written, LinkVerdict? Verdict, string? Error, LookFormView? Look = null, long? CheckId = null);

/// <summary>
/// Says whether pasted links look genuine by their addresses alone, and writes each down as a check of its own.
/// Nothing is opened and nobody is asked. The domains of the office's own people are protected.
/// </summary>
public sealed partial class LinkChecks(SerjeantDb db, CheckContext office, CheckKeeper keeper, Lazy<LinkJudge> judge)
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
        var keepsAll = await db.CheckSettings.AnyAsync(s => s.KeepAll, cancel);
        var answers = new List<LinkAnswer>();
        foreach (var link in links)
            answers.Add(await RecordAsync(Judge(own, link), by, keepsAll, cancel));
        return answers;
    }

    private async Task<LinkAnswer> RecordAsync(LinkAnswer answer, Person by, bool keep, CancellationToken cancel)
    {
        if (answer.Verdict is not { } verdict)
            return answer;
        try
        {
            return answer with { CheckId = await keeper.RecordAsync(LinkMessage.Of(answer.Written, verdict), by, keep, cancel) };
        }
        catch (VaultException)
        {
            // The answer matters more than that it can be shown again.
            return answer;
        }
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

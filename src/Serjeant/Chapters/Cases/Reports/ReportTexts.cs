using System.Globalization;
using System.Text;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.PoliceGuide;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Components;

namespace Serjeant.Chapters.Cases.Reports;

/// <summary>Who asks, and for whom: what the texts say of the office.</summary>
public sealed record ReportWriter(string Name, Office Office);

/// <summary>
/// Texts filled in from a case, to read out or paste. Plain text, always encoded where it is shown. A suspected identity is
/// in none of them: it leaves only in the full pack, where its reasons stand beside it.
/// </summary>
public sealed class ReportTexts(CaseRecord record, ReportWriter writer, ReportContext context)
{
    private const int MostQuoted = 6;
    private const int LongestQuote = 500;
    private const int LongestParent = 200;
    private const int MostRules = 5;
    private const int LongestRule = 2_000;

    private readonly TimeZoneInfo zone = OfficeTime.Zone(writer.Office.TimeZone);
    private readonly IReadOnlyList<Message> open = record.OpenMessages;

    /// <summary>For a call to 101 or a force's online form, part by part.</summary>
    public string Police()
    {
        var text = new StringBuilder();
        Part(text, "Who I am",
            $"My name is {writer.Name}. I work for {writer.Office.Politician}, {CaseWords.Role(writer.Office.Role)} for {writer.Office.Area}.",
            $"You can reach us at {writer.Office.PublicEmail}.",
            $"Please mark this as {GuideAdvice.OperationOf(writer.Office.Role)}: the target is in elected politics or stands for it.");
        Part(text, "What happened", record.Case.Summary ?? record.Case.Title,
            record.Case.WhoIsTargeted is { } target ? $"Who is targeted: {target}" : null, AnswersLine());
        Part(text, "When", When());
        Part(text, "What was said, word for word", [.. Quotes()]);
        Part(text, "Who sent it", [.. record.Authors.Take(10).Select(AccountLine)]);
        Part(text, "What it has done to people", record.Case.Impact, record.Case.Witnesses is { } seen ? $"Witnesses: {seen}" : null);
        Part(text, "What we hold", HeldLine(), [.. record.Exhibits.Where(e => e.SealedOffAt is null).Take(20).Select(e => $"{e.Label}: {e.Title}")]);
        Part(text, "What we ask for", "A crime reference or incident number, and the name of the officer who has it.",
            "A call back before anybody visits or speaks to the sender.", "Advice on the safety of the person who is targeted.");
        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>For a platform's own form.</summary>
    public string Platform()
    {
        var text = new StringBuilder();
        text.Append("I report content that breaks your rules.\n\n");
        Part(text, "What it is", AnswersLine() ?? "Abuse of a person in public life.", KindsLine());
        Part(text, "Which of our published rules it breaks", [.. context.Rules.Take(MostRules).Select(RuleLine)]);
        Part(text, "Where it is", [.. open.Where(m => m.Address is not null).TakeLast(20).Select(m => OneLine(m.Address!, 500))]);
        Part(text, "Accounts", [.. record.Authors.Take(10).Select(AccountLine)]);
        Part(text, "What it says, word for word", [.. Quotes()]);
        Part(text, "What I ask for", "Please take the content down, act on the account, keep the data for the police, and tell me your reference.");
        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>For Report Harmful Content, once a platform has refused or has not answered. What the case knows of that is what it says.</summary>
    public string HarmfulContent()
    {
        var text = new StringBuilder();
        var told = record.PlatformReports.ToList();
        text.Append(told.Count == 0
            ? "I report content that breaks a platform's rules. No report to the platform is written down yet.\n\n"
            : told.Any(r => r.Outcome is not null)
                ? "I ask you to look again at content that a platform would not take down.\n\n"
                : "I ask you to look at content that I reported to a platform, which has not answered yet.\n\n");
        Part(text, "What the platform said", [.. told.Select(r =>
            $"{OneLine(r.Recipient, 200)}, reported {OfficeTime.Date(r.MadeAt, zone)}, reference {OneLine(r.Reference ?? "none given", 200)}: {OneLine(r.Outcome ?? "no answer yet", 500)}")]);
        text.Append(Platform());
        return text.ToString();
    }

    private string When()
    {
        if (record.Messages.Count == 0)
            return $"We opened this case on {OfficeTime.Full(record.Case.OpenedAt, zone)}.";
        var (first, last) = (record.Messages.Min(m => m.SentAt), record.Messages.Max(m => m.SentAt));
        return record.AllMessages == 1
            ? $"Once, on {OfficeTime.Full(first, zone)}."
            : string.Create(CultureInfo.InvariantCulture, $"{record.AllMessages} messages, from {OfficeTime.Full(first, zone)} to {OfficeTime.Full(last, zone)}.");
    }

    private string? AnswersLine()
    {
        var answers = CaseChanges.AnswersOf(record.Case);
        return answers.Count == 0 ? null : "In short: " + string.Join("; ", answers.Order().Select(a => GuideQuestions.Of(a).Words)) + ".";
    }

    /// <summary>The kinds that the desk, or a person who put it right, marked the messages with.</summary>
    private string? KindsLine()
    {
        var kinds = open.Where(m => m.Abuse).Select(m => m.TopCategory).OfType<Category>().GroupBy(c => c).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key.Label()).ToList();
        return kinds.Count == 0 ? null : $"By kind: {string.Join("; ", kinds)}.";
    }

    /// <summary>The first, the worst and the newest, each once, in the order they were sent.</summary>
    private IEnumerable<string> Quotes() => open.Take(1)
        .Concat(open.OrderByDescending(m => m.Rank).Take(3))
        .Concat(open.TakeLast(3))
        .DistinctBy(m => m.Id).Take(MostQuoted).OrderBy(m => m.SentAt)
        .Select(m => $"{OfficeTime.Full(m.SentAt, zone)}, {CaseWords.Platform(m.Platform)}, {OneLine(CaseWords.Account(m.Author), 100)}"
            + (record.LabelOfMessage(m.Id) is { } label ? $" ({label})" : "") + $": “{OneLine(m.Text, LongestQuote)}”"
            + (m.ParentText is { Length: > 0 } parent && !context.WithoutParent.Contains(m.Id) ? $" It answers: “{OneLine(parent, LongestParent)}”" : "")
            + string.Concat(context.Answers[m.Id].Select(a => $" We answered on {OfficeTime.Date(a.DecidedAt, zone)}: “{OneLine(a.Note!, LongestQuote)}”")));

    /// <summary>In the office's own words, so that the platform sees what was asked of people.</summary>
    private static string RuleLine(BrokenRule rule) => string.Create(CultureInfo.InvariantCulture,
        $"{rule.Number}. {OneLine(rule.Title, LongestParent)}: “{OneLine(rule.Text, LongestRule)}” ({(rule.Messages == 1 ? "1 message" : $"{rule.Messages} messages")})");

    private string AccountLine(CaseAuthor author) => string.Join(", ", new[]
    {
        OneLine(CaseWords.Account(author.Author), 100),
        author.Author.DisplayName is { } name ? $"shown as “{OneLine(name, 100)}”" : null,
        $"on {CaseWords.Platform(author.Author.Platform)}",
        author.Author.PlatformId is { } id ? $"account number {OneLine(id, 100)}" : null,
        author.Author.ProfileAddress is { } profile ? OneLine(profile, 300) : null,
        author.Messages == 1 ? "1 message" : string.Create(CultureInfo.InvariantCulture, $"{author.Messages} messages"),
    }.OfType<string>());

    private string HeldLine() => record.Exhibits.Count == 0
        ? "We hold no exhibits yet."
        : string.Create(CultureInfo.InvariantCulture, $"{record.Exhibits.Count(e => e.SealedOffAt is null)} exhibits, each with its SHA-256 taken when it was made. We can send one pack with all of them.");

    private static void Part(StringBuilder text, string heading, params string?[] lines) => Part(text, heading, null, lines);

    private static void Part(StringBuilder text, string heading, string? first, string?[] lines)
    {
        var said = lines.Prepend(first).Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        if (said.Count == 0)
            return;
        text.Append(heading.ToUpperInvariant()).Append('\n');
        foreach (var line in said)
            text.Append(line).Append('\n');
        text.Append('\n');
    }

    /// <summary>A sender's words on one line, so that they can't look like a part of ours; cut where they are too long.</summary>
    private static string OneLine(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format) || r.Value == 0x200D));
        if (line.Length <= most)
            return line;
        var end = char.IsHighSurrogate(line[most - 1]) ? most - 1 : most;
        return line[..end] + " […]";
    }
}

using System.Globalization;
using System.Text;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.PoliceGuide;
using Serjeant.Data;
using Serjeant.Shell.Components;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>A message quoted in the report: word for word, but for what would not print.</summary>
public sealed record PackQuote(string Why, Message Message, string? Label, string Text, bool Cut);

/// <summary>
/// What the report says. Everything in it that came from outside is encoded by the view. In the redacted form nothing is in it that the
/// office wrote for itself, and no words of an exhibit that is held back but those that its copy leaves.
/// </summary>
/// <param name="Contents">What goes into the pack.</param>
/// <param name="LedgerKey">The ledger's key, for the page that says how to verify.</param>
public sealed record PackReport(
    CaseRecord Record, PackContents Contents, Office Office, string MadeBy, DateTimeOffset MadeAt, string PackName, string LedgerKey, PackOptions Options)
{
    private const int LongestQuote = 3_000;
    public const int MostLines = 600;

    private readonly TimeZoneInfo zone = OfficeTime.Zone(Office.TimeZone);

    /// <summary>Small pictures, by exhibit.</summary>
    public ILookup<long, PackThumbnail> Thumbnails { get; init; } = Array.Empty<PackThumbnail>().ToLookup(_ => 0L);

    /// <summary>What the redacted copy of a message's words leaves of them, by exhibit.</summary>
    public IReadOnlyDictionary<long, string> CopiedTexts { get; init; } = new Dictionary<long, string>();

    public bool Redacted => Options.Form == PackForm.Redacted;
    public IReadOnlyList<PackExhibit> Exhibits => Contents.Exhibits;
    public PackStamps Stamps => Contents.Stamps;
    public string Operation => GuideAdvice.OperationOf(Office.Role);
    public IReadOnlyList<ChronologyLine> Lines { get; } = Chronology.Of(Record, withoutOwnWords: Options.Form == PackForm.Redacted);
    public IReadOnlyList<CaseGap> Gaps { get; } = CaseGaps.Of(Record);

    /// <summary>What the cover calls the case: its title may name people.</summary>
    public string Title => Redacted ? $"Case {CasesLinks.Name(Record.Case.Number)}" : Record.Case.Title;

    public string When(DateTimeOffset at) => OfficeTime.WithZone(at, zone);

    public string Day(DateTimeOffset at) => OfficeTime.Date(at, zone);

    public int DaysOf(long authorId) =>
        Record.Messages.Where(m => m.AuthorId == authorId).Select(m => OfficeTime.Local(m.SentAt, zone).Date).Distinct().Count();

    /// <summary>The summary, sentence by sentence.</summary>
    public IEnumerable<string> Summary()
    {
        var file = Record.Case;
        yield return $"This pack is about case {CasesLinks.Name(file.Number)} of the office of {Office.Politician}, {CaseWords.Role(Office.Role)} for {Office.Area}. It was made on {When(MadeAt)} by {MadeBy}.";
        if (Record.AllMessages > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"It holds {CaseWords.Count(Record.AllMessages, "message")} from {CaseWords.Count(Record.Authors.Count, "account")}, ")
                + $"sent between {When(Record.Messages.Min(m => m.SentAt))} and {When(Record.Messages.Max(m => m.SentAt))}.";
        yield return string.Create(CultureInfo.InvariantCulture, $"{CaseWords.Count(Exhibits.Count, "exhibit")} {(Exhibits.Count == 1 ? "is" : "are")} in the pack, each with the SHA-256 of its files taken when it was made.");
        if (file.Called999At is { } called)
            yield return $"999 was called on {When(called)}.";
        if (Exhibits.Count(e => e.HeldBack) is > 0 and var held)
            yield return string.Create(CultureInfo.InvariantCulture, $"Of {CaseWords.Count(held, "exhibit")} there {(held == 1 ? "is a redacted copy" : "are redacted copies")} only. The office holds the exhibit’s own files, unchanged, and names each by its SHA-256.");
        var answers = CaseChanges.AnswersOf(file);
        if (answers.Count > 0)
            yield return "The office describes it as: " + string.Join("; ", answers.Order().Select(a => GuideQuestions.Of(a).Words.ToLowerInvariant())) + ".";
        yield return $"Please treat it under {Operation}: the target is in elected politics or stands for it.";
    }

    /// <summary>The first, the three newest and the three worst, each once; in the redacted form, of the messages whose exhibit is here.</summary>
    public IReadOnlyList<PackQuote> Quotes()
    {
        var messages = Redacted ? [.. Record.OpenMessages.Where(m => ExhibitOf(m) is not null)] : Record.OpenMessages;
        var chosen = new List<(string Why, Message Message)>();
        chosen.AddRange(messages.Take(1).Select(m => ("the first", m)));
        chosen.AddRange(messages.OrderByDescending(m => m.Rank).ThenBy(m => m.SentAt).Take(3).Select(m => ("among the three worst", m)));
        chosen.AddRange(messages.TakeLast(3).Select(m => ("among the three newest", m)));
        return
        [
            .. chosen.GroupBy(c => c.Message.Id).Select(g =>
            {
                var message = g.First().Message;
                var text = Printable(WordsOf(message));
                var cut = text.Length > LongestQuote;
                return new PackQuote(
                    Upper(string.Join(", ", g.Select(c => c.Why).Distinct())), message, Record.LabelOfMessage(message.Id),
                    cut ? text[..(char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)] : text, cut);
            }).OrderBy(q => q.Message.SentAt),
        ];
    }

    private PackExhibit? ExhibitOf(Message message) => Exhibits.FirstOrDefault(e => e.Exhibit.MessageId == message.Id);

    private string WordsOf(Message message)
    {
        // A capture of the same message may be held back while the message itself is not: then its words are held back too.
        var held = Exhibits.Where(e => e.Exhibit.MessageId == message.Id && e.HeldBack).ToList();
        return held.Count == 0
            ? message.Text
            : held.Select(e => CopiedTexts.GetValueOrDefault(e.Exhibit.Id)).FirstOrDefault(t => t is not null) ?? "[The words are held back in this form.]";
    }

    private static string Upper(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Text for paper: characters that hide or turn text round are spelt out, so that paper shows what a screen would hide.</summary>
    public static string Printable(string? text)
    {
        var safe = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                && rune.Value is not ('\n' or '\t' or 0x200D) && !(rune.Value is >= 0xE0020 and <= 0xE007F);
            if (rune.Value == '\r')
                continue;
            safe.Append(hidden ? string.Create(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]") : rune.ToString());
        }
        return safe.ToString();
    }
}

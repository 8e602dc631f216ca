using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>An account that took part, with what it sent.</summary>
public sealed record CaseAuthor(Author Author, int Messages, DateTimeOffset First, DateTimeOffset Last);

/// <summary>Something the case lacks, said out loud so that nobody takes the case for complete.</summary>
public sealed record CaseGap(string What, long? MessageId, long? ExhibitId, long? CaptureId);

/// <summary>All rows of one case, read together.</summary>
public sealed record CaseRecord(Case Case)
{
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Set when there are more messages than <see cref="CaseReader.MostMessages"/>.</summary>
    public int AllMessages { get; init; }
    public required IReadOnlyList<Decision> Decisions { get; init; }
    public required IReadOnlyList<CaseEvent> Events { get; init; }
    public required IReadOnlyList<CaseReport> Reports { get; init; }
    public required IReadOnlyList<Capture> Captures { get; init; }
    public required IReadOnlyList<Exhibit> Exhibits { get; init; }
    public required IReadOnlyList<CustodyEntry> Custody { get; init; }
    public required IReadOnlyList<WatchLook> Looks { get; init; }
    public required IReadOnlyList<Pack> Packs { get; init; }
    public required IReadOnlyList<CaseAlert> Alerts { get; init; }
    public required IReadOnlyDictionary<long, string> People { get; init; }

    public string NameOf(long? personId) => personId is { } id && People.TryGetValue(id, out var name) ? name : "somebody who has left";

    public string LabelOf(long exhibitId) => Exhibits.FirstOrDefault(e => e.Id == exhibitId)?.Label ?? "no longer here";

    public bool IsSealedOff(long exhibitId) => Exhibits.Any(e => e.Id == exhibitId && e.SealedOffAt is not null);

    /// <summary>The messages but for those whose exhibit was sealed off: their words are in no text that leaves.</summary>
    public IReadOnlyList<Message> OpenMessages
    {
        get
        {
            var shut = Exhibits.Where(e => e.SealedOffAt is not null).Select(e => e.MessageId).ToHashSet();
            return [.. Messages.Where(m => !shut.Contains(m.Id))];
        }
    }

    public IEnumerable<CaseReport> PlatformReports => Reports.Where(r => r.To == ReportTo.Platform);

    public string? LabelOfMessage(long messageId) => Exhibits.FirstOrDefault(e => e.MessageId == messageId)?.Label;

    public IReadOnlyList<CaseAuthor> Authors =>
    [
        .. Messages.Where(m => m.Author is not null).GroupBy(m => m.AuthorId)
            .Select(g => new CaseAuthor(g.First().Author!, g.Count(), g.Min(m => m.SentAt), g.Max(m => m.SentAt)))
            .OrderByDescending(a => a.Messages).ThenBy(a => a.First),
    ];

    /// <summary>
    /// Two or more messages of one account on different days, a finding of fixation, or a person's own answer to the guide:
    /// enough to show the guidance on stalking, never to name anything a crime.
    /// </summary>
    public bool ShowsPattern =>
        CaseChanges.AnswersOf(Case).Contains(PoliceGuide.GuideAnswer.Repeated)
        || Messages.Any(m => m.TopCategory is Category.Fixation)
        || Messages.GroupBy(m => m.AuthorId).Any(g => g.Select(m => m.SentAt.UtcDateTime.Date).Distinct().Count() > 1);
}

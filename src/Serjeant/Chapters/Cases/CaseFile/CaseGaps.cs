using Serjeant.Data;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>Finds what is missing from a case's evidence.</summary>
public static class CaseGaps
{
    public static IReadOnlyList<CaseGap> Of(CaseRecord record) =>
        [.. Messages(record), .. Profiles(record), .. Captures(record), .. Incomplete(record)];

    private static IEnumerable<CaseGap> Messages(CaseRecord record) => record.Messages
        .Where(m => record.LabelOfMessage(m.Id) is null)
        .Select(m => new CaseGap("A message is not kept as an exhibit.", m.Id, null, null));

    /// <summary>One line for each account whose own page nobody has kept.</summary>
    private static IEnumerable<CaseGap> Profiles(CaseRecord record)
    {
        var kept = record.Exhibits.Where(e => e is { ProfileAddress: not null, ProfileGap: null }).Select(e => e.ProfileAddress).ToHashSet();
        return record.Authors
            .Where(a => a.Author.Platform != Moderation.Platform.Email && (a.Author.ProfileAddress is null || !kept.Contains(a.Author.ProfileAddress)))
            .Select(a => new CaseGap($"No profile page is kept for {CaseWords.Account(a.Author)}.", null, null, null));
    }

    private static IEnumerable<CaseGap> Captures(CaseRecord record) =>
    [
        .. record.Captures.Where(c => c.State == CaptureState.Failed).Select(c => new CaseGap($"A capture failed: {c.Outcome ?? "no reason was given"}", null, null, c.Id)),
        .. record.Captures.Where(c => c.State == CaptureState.Withdrawn && !record.Captures.Any(other => other.State != CaptureState.Withdrawn && other.MessageId == c.MessageId))
            .Select(c => new CaseGap("A page that was to be kept was taken off the list.", null, null, c.Id)),
    ];

    private static IEnumerable<CaseGap> Incomplete(CaseRecord record) => record.Exhibits
        .Where(e => e.Source is ExhibitSource.ServerCapture or ExhibitSource.Browser && e.Outcome != "Captured")
        .Select(e => new CaseGap($"{e.Label}: {CaseWords.Outcome(e.Outcome).ToLowerInvariant()}.", null, e.Id, null));
}

using System.Globalization;
using Serjeant.Chapters.Cases.PoliceGuide;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>Where a line of the chronology comes from. Its order settles lines of the same moment.</summary>
public enum ChronologyKind
{
    Message = 1,
    Event = 2,
    Opened = 3,
    Decision = 4,
    Capture = 5,
    Exhibit = 6,
    Report = 7,
    Answer = 8,
    HandOver = 9,
    Pack = 10,
    Closed = 11,
    Look = 12,
    SealedOff = 13,
    Destroyed = 14,
}

/// <summary>One line: what happened when, in words fit for an officer. Holds no message text.</summary>
public sealed record ChronologyLine(DateTimeOffset At, ChronologyKind Kind, string What, long Id)
{
    /// <summary>Who did it, where a person of the office did.</summary>
    public string? By { get; init; }
}

/// <summary>Merges what happened to a person and what the office did about it into one timeline, oldest first.</summary>
public static class Chronology
{
    /// <param name="withoutOwnWords">Leaves out what people of the office wrote in their own words, and what an exhibit is called.</param>
    public static IReadOnlyList<ChronologyLine> Of(CaseRecord record, bool withoutOwnWords = false) =>
        [.. (withoutOwnWords ? Plain(record) : Lines(record)).OrderBy(l => l.At).ThenBy(l => l.Kind).ThenBy(l => l.Id)];

    private static IEnumerable<ChronologyLine> Lines(CaseRecord record)
    {
        var file = record.Case;
        yield return new(file.OpenedAt, ChronologyKind.Opened, $"Case {CasesLinks.Name(file.Number)} opened.", file.Id) { By = record.NameOf(file.OpenedById) };
        if (file.Called999At is { } called)
            yield return new(called, ChronologyKind.Report, "999 called.", 0);
        if (file.ClosedAt is { } closed)
            yield return new(closed, ChronologyKind.Closed, $"Case closed: {file.ClosedWhy}", file.Id);
        foreach (var message in record.Messages)
            yield return new(message.SentAt, ChronologyKind.Message, Describe(message, record), message.Id);
        foreach (var written in record.Events)
            yield return new(written.At, ChronologyKind.Event, written.What, written.Id) { By = record.NameOf(written.WrittenById) };
        foreach (var decision in record.Decisions)
            yield return new(decision.DecidedAt, ChronologyKind.Decision, Describe(decision, record), decision.Id) { By = record.NameOf(decision.DecidedById) };
        foreach (var capture in record.Captures.Where(c => c.State == CaptureState.Failed))
            yield return new(capture.FinishedAt ?? capture.AskedAt, ChronologyKind.Capture, $"A page could not be captured: {capture.Outcome ?? "no reason was given"}", capture.Id);
        foreach (var capture in record.Captures.Where(c => c.State == CaptureState.Withdrawn))
            yield return new(capture.FinishedAt ?? capture.AskedAt, ChronologyKind.Capture, $"A page was not captured: {capture.Outcome}", capture.Id);
        foreach (var look in record.Looks)
            yield return new(look.At, ChronologyKind.Look, Describe(look, record), look.ExhibitId ?? look.WatchedId) { By = record.NameOf(CustodyEntry.TheProgram) };
        foreach (var exhibit in record.Exhibits.Where(e => e.Source != ExhibitSource.Look))
            yield return new(exhibit.MadeAt, ChronologyKind.Exhibit, exhibit.SealedOffAt is null ? $"Exhibit {exhibit.Label} made: {exhibit.Title}" : $"Exhibit {exhibit.Label} made.", exhibit.Id) { By = record.NameOf(exhibit.MadeById) };
        foreach (var shut in record.Exhibits.Where(e => e is { SealedOffAt: not null, Source: not ExhibitSource.Look }))
            yield return new(shut.SealedOffAt!.Value, ChronologyKind.SealedOff, $"Exhibit {shut.Label} sealed off: nobody can see or export it.", shut.Id);
        foreach (var gone in record.Custody.Where(c => c.Act == CustodyAct.Destroyed))
            yield return new(gone.At, ChronologyKind.Destroyed, $"Exhibit {record.LabelOf(gone.ExhibitId)} destroyed. {gone.Why}", gone.Id) { By = record.NameOf(gone.ById) };
        foreach (var report in record.Reports)
        {
            yield return new(report.MadeAt, ChronologyKind.Report, Describe(report), report.Id) { By = record.NameOf(report.MadeById) };
            if (report is { OutcomeAt: { } answered, Outcome: { } outcome })
                yield return new(answered, ChronologyKind.Answer, $"{report.Recipient} answered: {outcome}", report.Id);
        }
        foreach (var handed in record.Custody.Where(c => c.Act == CustodyAct.HandedOver))
            yield return new(handed.At, ChronologyKind.HandOver, $"Exhibit {record.LabelOf(handed.ExhibitId)} handed over: {handed.Why}", handed.Id) { By = record.NameOf(handed.ById) };
        foreach (var pack in record.Packs)
            yield return new(pack.MadeAt, ChronologyKind.Pack, string.Create(CultureInfo.InvariantCulture, $"Pack made with {pack.Exhibits} exhibits."), pack.Id) { By = record.NameOf(pack.MadeById) };
    }

    /// <summary>The same without the lines that are own words, and with those cut short that end in some.</summary>
    private static IEnumerable<ChronologyLine> Plain(CaseRecord record) => Lines(record).Where(l => l.Kind != ChronologyKind.Event).Select(l => l.Kind switch
    {
        ChronologyKind.Closed => l with { What = "Case closed." },
        ChronologyKind.Capture => l with { What = "A page was not captured." },
        ChronologyKind.Answer => l with { What = "An answer to a report came." },
        ChronologyKind.Exhibit => l with { What = $"Exhibit {record.LabelOf(l.Id)} made." },
        ChronologyKind.Destroyed => l with { What = $"Exhibit {record.LabelOf(record.Custody.First(c => c.Id == l.Id).ExhibitId)} destroyed." },
        ChronologyKind.HandOver => l with { What = $"Exhibit {record.LabelOf(record.Custody.First(c => c.Id == l.Id).ExhibitId)} handed over." },
        ChronologyKind.Report => l.Id == 0 ? l : l with { What = $"Reported to {CaseWords.To(record.Reports.First(r => r.Id == l.Id).To)}." },
        ChronologyKind.Decision => l with { What = CaseWords.Done(record.Decisions.First(d => d.Id == l.Id).Kind) + "." },
        _ => l,
    });

    private static string Describe(Message message, CaseRecord record) =>
        $"{CaseWords.Kind(message.Kind)} on {CaseWords.Platform(message.Platform)} from {CaseWords.Account(message.Author)}"
        + (record.LabelOfMessage(message.Id) is { } label ? $" ({label})" : "") + ".";

    private static string Describe(Decision decision, CaseRecord record) =>
        $"{CaseWords.Done(decision.Kind)}" + (decision.RuleText is { } rule ? $" under “{rule}”" : "")
        + (record.LabelOfMessage(decision.MessageId) is { } label ? $" ({label})" : "")
        + (decision.EvidenceGap ? ", before evidence could be kept." : ".");

    private static string Describe(WatchLook look, CaseRecord record) =>
        $"{record.LabelOf(look.WatchedId)} looked at again: {WatchWords.Verdict(look.Verdict).ToLowerInvariant()}.{(record.IsSealedOff(look.WatchedId) ? "" : " " + look.What)}"
        + (look.ExhibitId is { } kept ? $" ({record.LabelOf(kept)})" : "");

    private static string Describe(CaseReport report) =>
        $"Reported to {report.Recipient} ({CaseWords.To(report.To)})" + (report.Reference is { } number ? $", reference {number}." : ".");
}

using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>What the chapter calls things, on screen, in scripts and in packs alike.</summary>
public static class CaseWords
{
    public static string Platform(Platform platform) => platform switch
    {
        Moderation.Platform.Other => "another platform",
        Moderation.Platform.Email => "email",
        _ => platform.ToString(),
    };

    public static string Kind(MessageKind kind) => kind switch
    {
        MessageKind.Email => "Email",
        MessageKind.DirectMessage => "Direct message",
        MessageKind.Comment => "Comment",
        MessageKind.Reply => "Reply",
        MessageKind.Mention => "Mention",
        _ => "Message",
    };

    /// <summary>An account as a reader knows it: handle first, else name. Hostile text.</summary>
    public static string Account(Author? author) => author switch
    {
        null => "an unknown account",
        { Handle: { Length: > 0 } handle } => handle.StartsWith('@') || handle.Contains('@', StringComparison.Ordinal) ? handle : "@" + handle,
        { DisplayName: { Length: > 0 } name } => name,
        _ => "an account without a name",
    };

    public static string Done(DecisionKind kind) => kind switch
    {
        DecisionKind.Leave => "Message left up",
        DecisionKind.Answered => "Message answered",
        DecisionKind.HandToCasework => "Message handed to casework",
        DecisionKind.Hide => "Message to be hidden",
        DecisionKind.Delete => "Message to be deleted",
        DecisionKind.Block => "Account to be blocked",
        DecisionKind.Mute => "Account to be muted",
        DecisionKind.Report => "Message to be reported to the platform",
        DecisionKind.MakeCase => "Message put in a case",
        _ => "Message decided",
    };

    public static string To(ReportTo to) => to switch
    {
        ReportTo.Police999 => "999",
        ReportTo.Police101 => "101",
        ReportTo.PoliceOnline => "police, online",
        ReportTo.Platform => "the platform",
        ReportTo.ReportHarmfulContent => "Report Harmful Content",
        ReportTo.MembersSecurity => "Members' security service",
        ReportTo.MonitoringOfficer => "monitoring officer",
        _ => "somebody else",
    };

    public static string Source(ExhibitSource source) => source switch
    {
        ExhibitSource.ServerCapture => "Captured by this server",
        ExhibitSource.Upload => "Supplied by a person",
        ExhibitSource.Message => "Message as brought in",
        ExhibitSource.Browser => "Captured in a person’s own browser",
        ExhibitSource.Look => "Looked at again by this server",
        ExhibitSource.Comment => "Read on a page in a person’s own browser",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    /// <summary>An exhibit's title; of one that was sealed off how it came, since people's words may describe what nobody is to see. Hostile text.</summary>
    public static string Title(Exhibit exhibit) =>
        exhibit is { SealedOffAt: not null, DestroyedAt: null } ? $"{Source(exhibit.Source)}. Its title is not shown" : exhibit.Title;

    public static string Outcome(string outcome) => outcome switch
    {
        "Captured" => "Complete",
        "Partial" => "Part of it is missing",
        "NotFound" => "The page was not there",
        "LoginWall" => "The page asked for a sign-in",
        "Blocked" => "The page refused to be seen",
        "Failed" => "The page could not be had",
        "Supplied" => "As supplied",
        _ => WatchWords.IsVerdict(outcome) ? WatchWords.Verdict(outcome) : outcome,
    };

    /// <summary>What a line of the custody log says was done, and to which file; of an exhibit that was sealed off no file is named, since a name may describe it. A pack's is the desk's own.</summary>
    public static string Act(CustodyEntry entry, bool sealedOff) =>
        entry.Path is not null && (!sealedOff || entry.Act == CustodyAct.Exported) ? $"{Act(entry.Act)} {entry.Path}" : Act(entry.Act);

    private static string Act(CustodyAct act) => act switch
    {
        CustodyAct.Made => "Made",
        CustodyAct.Viewed => "Viewed",
        CustodyAct.Downloaded => "Downloaded",
        CustodyAct.Exported => "Put in a pack",
        CustodyAct.HandedOver => "Handed over",
        CustodyAct.Redacted => "Redacted",
        CustodyAct.RedactionRemoved => "Redacted copy taken out of use",
        CustodyAct.DeletedByRetention => "Deleted by retention",
        CustodyAct.Destroyed => "Destroyed",
        CustodyAct.SealedOff => "Sealed off",
        CustodyAct.CameAgain => "Came again, not kept",
        CustodyAct.ClosedInPart => "Closed in part",
        CustodyAct.LookedAgain => "Address looked at again",
        _ => act.ToString(),
    };

    /// <summary>A link that dials, where a telephone number was written down; null where there is none.</summary>
    public static string? Dial(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(c => char.IsAsciiDigit(c) || c == '+'));
        return digits.Length is > 1 and < 20 ? "tel:" + digits : null;
    }

    public static string Count(int count, string thing) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    public static string Role(PoliticianRole role) => role switch
    {
        PoliticianRole.Mp => "MP",
        PoliticianRole.Candidate => "candidate",
        PoliticianRole.Councillor => "councillor",
        _ => "politician",
    };
}

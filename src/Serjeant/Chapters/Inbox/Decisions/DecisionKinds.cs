using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>What each kind of decision asks for and sets off, and what it is called on screen.</summary>
public static class DecisionKinds
{
    /// <summary>What a decision to leave a message up cites.</summary>
    public const string NoRuleBroken = "No rule broken";

    /// <summary>Acts against a message or an account: it must cite one of the office's own rules.</summary>
    public static bool NeedsRule(this DecisionKind kind) =>
        kind is DecisionKind.Hide or DecisionKind.Delete or DecisionKind.Block or DecisionKind.Mute or DecisionKind.Report;

    /// <summary>May make the message disappear, here or because the platform acts on it: evidence first.</summary>
    public static bool NeedsEvidence(this DecisionKind kind) =>
        kind is DecisionKind.Hide or DecisionKind.Delete or DecisionKind.Block or DecisionKind.Report or DecisionKind.MakeCase;

    public static bool HasPlatformStep(this DecisionKind kind) => kind.NeedsRule();

    /// <summary>Done to an account, so once is enough however many of its messages were chosen.</summary>
    public static bool IsAboutAuthor(this DecisionKind kind) => kind is DecisionKind.Block or DecisionKind.Mute;

    public static string Button(this DecisionKind kind) => kind switch
    {
        DecisionKind.Leave => "Leave up",
        DecisionKind.Answered => "Answered",
        DecisionKind.HandToCasework => "Hand to casework",
        DecisionKind.Hide => "Hide",
        DecisionKind.Delete => "Delete",
        DecisionKind.Block => "Block",
        DecisionKind.Mute => "Mute",
        DecisionKind.Report => "Report",
        DecisionKind.MakeCase => "Make a case",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>As in "3 messages hidden".</summary>
    public static string Done(this DecisionKind kind) => kind switch
    {
        DecisionKind.Leave => "left up",
        DecisionKind.Answered => "marked as answered",
        DecisionKind.HandToCasework => "handed to casework",
        DecisionKind.Hide => "to be hidden",
        DecisionKind.Delete => "to be deleted",
        DecisionKind.Block => "decided: block the sender",
        DecisionKind.Mute => "decided: mute the sender",
        DecisionKind.Report => "to be reported",
        DecisionKind.MakeCase => "put into a case",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>As a mark on a decided message.</summary>
    public static string Past(this DecisionKind kind) => kind switch
    {
        DecisionKind.Leave => "Left up",
        DecisionKind.Answered => "Answered",
        DecisionKind.HandToCasework => "Handed to casework",
        DecisionKind.Hide => "Hide",
        DecisionKind.Delete => "Delete",
        DecisionKind.Block => "Block",
        DecisionKind.Mute => "Mute",
        DecisionKind.Report => "Report",
        DecisionKind.MakeCase => "In a case",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The letter that presses it.</summary>
    public static string Key(this DecisionKind kind) => kind switch
    {
        DecisionKind.Leave => "l",
        DecisionKind.Answered => "a",
        DecisionKind.HandToCasework => "w",
        DecisionKind.Hide => "h",
        DecisionKind.Delete => "d",
        DecisionKind.Block => "b",
        DecisionKind.Mute => "m",
        DecisionKind.Report => "r",
        DecisionKind.MakeCase => "c",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

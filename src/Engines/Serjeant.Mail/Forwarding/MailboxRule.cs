namespace Serjeant.Mail.Forwarding;

/// <summary>What a rule of a mailbox does with a message.</summary>
public enum RuleDoes
{
    /// <summary>A copy goes to somebody else.</summary>
    Forward = 1,

    /// <summary>It goes to somebody else instead of to the inbox.</summary>
    Redirect,

    /// <summary>Word of it goes to somebody else.</summary>
    Tell,

    /// <summary>A program of the server gets it.</summary>
    Run,
    Delete,

    /// <summary>It is sent back.</summary>
    Refuse,
    MarkRead,

    /// <summary>It goes to a folder.</summary>
    Move,

    /// <summary>Its header is changed.</summary>
    Change,
}

/// <param name="Target">Address, folder, program or field; empty where there is none.</param>
public sealed record RuleAction(RuleDoes Does, string Target);

/// <summary>Which messages a rule is about, where that makes it harmless.</summary>
public enum RuleAbout
{
    Any = 0,

    /// <summary>Only what a mailing list sent (List-Id and its kin).</summary>
    Lists,

    /// <summary>Only what the server's own filter marked as spam.</summary>
    Spam,
}

/// <summary>A rule of a mailbox, wherever it came from.</summary>
/// <param name="Name">What its owner calls it; else where it stands.</param>
/// <param name="When">Which messages it is about, in words: "Subject contains “invoice”".</param>
public sealed record MailboxRule(string Name, bool Active, string When, RuleAbout About, IReadOnlyList<RuleAction> Actions)
{
    /// <summary>Which of those it leaves alone, in words; empty for none.</summary>
    public string Except { get; init; } = "";
}

/// <summary>How a rule may harm.</summary>
public enum RuleHarm
{
    Forward = 1,
    Redirect,
    Delete,
    Hide,
}

/// <summary>A rule that somebody who got into a mailbox would make.</summary>
/// <param name="Words">What it does, in one plain sentence. Names in it come from the mailbox.</param>
/// <param name="Steps">What to do about it, first things first.</param>
public sealed record HiddenRule(MailboxRule Rule, RuleHarm Harm, string Words, IReadOnlyList<string> Steps);

namespace Serjeant.Mail.Forwarding;

/// <summary>
/// Finds the rules that people who break into mailboxes leave behind: those that forward, redirect, delete, or hide mail (MITRE ATT&amp;CK T1114.003, T1564.008).
/// Sorting into ordinary folders, holiday answers, and what concerns only lists or spam are left alone.
/// </summary>
public static class HiddenRules
{
    // Folders that nobody looks into, in the languages that mail programs make them in.
    private static readonly string[] Unseen =
    [
        "archive", "archives", "archiv", "all mail", "rss", "rss feeds", "rss subscriptions", "rss-feeds", "flux rss", "conversation history", "junk", "junk email", "junk e-mail", "spam", "notes", "sync issues",
    ];

    private static readonly string[] Bins = ["trash", "bin", "deleted", "deleted items", "deleted messages", "papierkorb", "corbeille", "papelera", "lixo", "cestino", "prullenbak"];

    public static IReadOnlyList<HiddenRule> Find(IEnumerable<MailboxRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return [.. rules.Select(Judge).OfType<HiddenRule>()];
    }

    /// <summary>Null for a rule that is nothing to worry about.</summary>
    public static HiddenRule? Judge(MailboxRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var harms = rule.Actions.Select(a => (Action: a, Harm: HarmOf(a, rule.About))).Where(a => a.Harm is not null).ToArray();
        if (harms.Length == 0) return null;
        var worst = harms.Min(h => h.Harm!.Value);
        var does = string.Join(" and ", harms.Select(h => Words(h.Action)).Distinct(StringComparer.Ordinal).Take(6));
        var which = (rule.When.Length == 0 ? "Every message" : $"A message where {rule.When}") + (rule.Except.Length == 0 ? "" : $", except where {rule.Except},");
        return new HiddenRule(rule, worst, $"{which} {does}.", Steps(worst, rule.Active));
    }

    private static RuleHarm? HarmOf(RuleAction action, RuleAbout about) => action.Does switch
    {
        RuleDoes.Forward or RuleDoes.Tell or RuleDoes.Run => RuleHarm.Forward,
        RuleDoes.Redirect => RuleHarm.Redirect,
        RuleDoes.Delete or RuleDoes.Refuse => about == RuleAbout.Spam ? null : RuleHarm.Delete,
        RuleDoes.Move when IsBin(action.Target) => about == RuleAbout.Spam ? null : RuleHarm.Delete,
        RuleDoes.Move => about == RuleAbout.Any && IsUnseen(action.Target) ? RuleHarm.Hide : null,
        RuleDoes.MarkRead => about == RuleAbout.Any ? RuleHarm.Hide : null,
        RuleDoes.Change => RuleHarm.Hide,
        _ => null,
    };

    private static string Words(RuleAction action) => action.Does switch
    {
        RuleDoes.Forward => $"is also sent to {action.Target}",
        RuleDoes.Redirect => $"is sent to {action.Target} instead of to the inbox",
        RuleDoes.Tell => $"is reported to {action.Target}",
        RuleDoes.Run => $"is handed to a program of the server ({action.Target})",
        RuleDoes.Delete => "is deleted",
        RuleDoes.Refuse => "is sent back as if it could not be delivered",
        RuleDoes.MarkRead => "is marked as read",
        RuleDoes.Move when IsBin(action.Target) => $"is put into the bin ({action.Target})",
        RuleDoes.Move => $"is put into a folder where hardly anybody looks ({action.Target})",
        _ => $"has its header changed ({action.Target})",
    };

    private static bool IsBin(string folder) => Last(folder) is var last && Bins.Contains(last, StringComparer.Ordinal);

    /// <summary>By the folder's own name or that of one above it; and names that are made not to be seen: a dot, a space, one letter.</summary>
    private static bool IsUnseen(string folder)
    {
        if (folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase)) return false;
        var own = folder.StartsWith("INBOX", StringComparison.OrdinalIgnoreCase) && folder[5] is ('/' or '.') ? folder[6..] : folder;
        return own.Count(char.IsLetterOrDigit) < 2 || own.Split('/', '.').Any(part => Unseen.Contains(part.Trim().ToLowerInvariant(), StringComparer.Ordinal));
    }

    private static string Last(string folder) => folder.Split('/', '.').Last().Trim().ToLowerInvariant();

    /// <summary>What to do about one, first things first.</summary>
    public static IReadOnlyList<string> Steps(RuleHarm harm, bool active)
    {
        string first = "Ask the account’s owner, by telephone, whether they made this rule.";
        if (!active) return [first, "It is switched off now. If nobody knows it, delete it, and treat the account as broken into until you know better."];
        string[] unknown =
        [
            "If nobody knows it: change the account’s password first, from another device, and sign out everywhere.",
            "Then delete the rule, and look through the other rules, the recovery address and the apps that may read the mailbox.",
        ];
        string last = harm is RuleHarm.Forward or RuleHarm.Redirect
            ? "Whoever got the mail can have read it since the rule was made: tell your data protection officer."
            : "Look for what it kept from you: in the folders, and in the bin.";
        return [first, .. unknown, last];
    }
}

using Serjeant.Mail.Looking;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Links;

/// <summary>What to do next about a link: few, concrete, first things first.</summary>
internal static class LinkSteps
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["password"] = "Don't sign in there. Open the service yourself, from your bookmarks or by typing its address.",
        ["code"] = "Type no code there that somebody gave you: it would let them into your account.",
        ["device"] = "Scan and confirm nothing there. If you have, look at the linked devices in that app and remove any you don't know.",
        ["file"] = "Don't open what it leads to. If you have, disconnect from the network and tell whoever looks after your computer now.",
        ["card"] = "Type no card number there. Pay only on the firm's own site, which you opened yourself.",
        ["person"] = "Ask whoever sent it, another way, where it leads and why.",
    };

    /// <param name="opened">What came of opening it; null where only its address was looked at.</param>
    internal static IReadOnlyList<string> Of(Verdict verdict, IEnumerable<MailRule> found, LookOutcome? opened = null)
    {
        if (verdict == Verdict.None) return [opened switch
        {
            null => "No warning signs were found in the address. That is no proof: nothing was opened. If the page asks for a password or a code, open the service yourself instead.",
            LookOutcome.Shown => "No warning signs were found. That is no proof: a page may show others something else. If it asks you for a password or a code, open the service yourself instead.",
            _ => "There was no page to see. That is no all-clear: false pages are soon taken down, or hide from looks like this one. Ask whoever sent the link, another way.",
        }];
        var steps = new List<string>();
        if (verdict == Verdict.Red) steps.Add("Don't open it.");
        steps.AddRange(found.Select(r => r.Step).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).Select(s => Own[s]));
        if (verdict == Verdict.Amber && steps.Count == 0) steps.Add(Own["person"]);
        if (verdict == Verdict.Red) steps.Add("If you opened it and typed a password, change that password now, on the service's own site, and say so in the office. Nobody will blame you, and the first hour matters most.");
        return steps;
    }

    internal static bool Knows(string step) => Own.ContainsKey(step);
}

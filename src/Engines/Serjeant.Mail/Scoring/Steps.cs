using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Scoring;

/// <summary>What to do next, for a person who may be frightened: few, concrete, first things first.</summary>
internal static class Steps
{
    private const int Most = 5;

    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["bank"] = "Pay nothing and change no bank details until you have rung the person on a number you already had.",
        ["code"] = "Give nobody a code or a PIN, and scan no QR code that was sent to you: that is how accounts are taken over.",
        ["device"] = "If you entered a code or scanned one already, look at the linked devices in that app and remove any you don't know.",
        ["password"] = "Don't sign in from this message. Open the service yourself, from your bookmarks or by typing its address.",
        ["file"] = "Don't open the attached file. If you have opened it, disconnect from the network and tell whoever looks after your computer now.",
        ["person"] = "Ask the person another way, such as a phone number you already had, whether they wrote this.",
        ["extortion"] = "Don't pay and don't answer. These are sent to thousands of people; what they claim to have almost never exists.",
        ["picture"] = "Send no pictures and no one's phone number. Tell someone in the office: you may not be the only one who was written to.",
        ["card"] = "Buy no gift cards. Nobody who is owed money is paid that way.",
    };

    internal static IReadOnlyList<string> For(Verdict verdict, IEnumerable<MailRule> found, bool training, MailReading mail)
    {
        var steps = new List<string>();
        if (training) steps.Add("This bears the mark of a phishing exercise. Well spotted! Report it in the way the exercise asks for; marks can be forged, so still press nothing in it.");
        if (verdict == Verdict.None)
        {
            steps.Add("No warning signs were found. That is no proof: if it asks for money, a password or a code, ask the sender another way first.");
            return steps;
        }
        if (verdict == Verdict.Red) steps.Add(mail.IsChat ? "Don't answer it, and press nothing in it." : "Don't answer it, press no link and open no file in it.");
        if (verdict == Verdict.Amber && mail.IsPartial) steps.Add("Press nothing in it before you know what the rest of it says: ask the sender another way, or whoever looks after your mail.");
        steps.AddRange(found.Select(r => r.Step).Where(s => s is not null).Distinct(StringComparer.Ordinal).Take(2).Select(s => Own[s!]));
        if (verdict == Verdict.Amber && steps.Count == 0) steps.Add(Own["person"]);
        if (verdict == Verdict.Red) steps.Add(mail.IsChat ? "Report the account in the app, then block it." : "Report it: forward the message to report@phishing.gov.uk, and to whoever looks after your mail.");
        if (verdict == Verdict.Red) steps.Add("If you pressed something or typed a password already, say so now. Nobody will blame you, and the first hour matters most.");
        return [.. steps.Take(Most)];
    }

    internal static bool Knows(string step) => Own.ContainsKey(step);
}

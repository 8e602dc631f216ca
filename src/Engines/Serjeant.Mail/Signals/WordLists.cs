using System.Collections.Frozen;
using Serjeant.Mail.Rules;
using Serjeant.Moderation;

namespace Serjeant.Mail.Signals;

/// <summary>Lists of <c>rules/mail/lists</c> that code asks for by name.</summary>
internal sealed class WordLists
{
    internal WordLists(MailRuleSet rules)
    {
        FrozenSet<string> List(string name) => rules.Lists.TryGetValue(name, out var words) ? words.Select(w => w.ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal)
            : throw new SourceFileException($"rules/mail/lists/{name}.yaml", "", "this list is missing beside the program. Install Serjeant again.");
        FreeMail = List("free-mail");
        CheapEndings = List("cheap-endings");
        FreeHosting = List("free-hosting");
        Shorteners = List("shorteners");
        MailingServices = List("mailing-services");
        CommonSites = List("common-sites");
        TrainingMarks = List("training-marks");
        SignInWords = List("sign-in-words");
    }

    internal FrozenSet<string> FreeMail { get; }

    internal FrozenSet<string> CheapEndings { get; }

    internal FrozenSet<string> FreeHosting { get; }

    internal FrozenSet<string> Shorteners { get; }

    internal FrozenSet<string> MailingServices { get; }

    internal FrozenSet<string> CommonSites { get; }

    internal FrozenSet<string> TrainingMarks { get; }

    internal FrozenSet<string> SignInWords { get; }

    /// <summary>The host, or a domain above it, is in the list.</summary>
    internal static bool Has(FrozenSet<string> list, string host)
    {
        for (var at = 0; at >= 0 && at < host.Length; at = host.IndexOf('.', at) is var dot and >= 0 ? dot + 1 : -1)
            if (list.Contains(host[at..])) return true;
        return false;
    }
}

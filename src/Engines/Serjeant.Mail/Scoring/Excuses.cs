using System.Collections.Frozen;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Scoring;

/// <summary>Exceptions of rules that rest on nothing but what the sender wrote: anybody can put them into a message, and nobody vouches for them.</summary>
internal static class Excuses
{
    private static readonly FrozenSet<string> Written = new[] { "mail.list", "mail.talk", "mail.newsletter", "thread.answer", "thread.quoted" }.ToFrozenSet(StringComparer.Ordinal);

    // Whose seals they are, a server that says they hold does not tell; anybody can seal what they send.
    private static readonly FrozenSet<string> WithSeals = Written.Append("auth.arc-pass").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those of one message.</summary>
    internal static FrozenSet<string> Of(MailReading mail) => mail.Authentication.Noted(ProofMethod.Arc)?.By == KnownBy.TrustedServer ? WithSeals : Written;

    /// <summary>The words that they rest on.</summary>
    internal static IEnumerable<Evidence> Signs(MailReading mail, Facts facts) =>
        Of(mail).Append("mail.passed-on").Order(StringComparer.Ordinal).SelectMany(facts.EvidenceOf).Distinct();
}

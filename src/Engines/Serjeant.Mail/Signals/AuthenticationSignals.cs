using Serjeant.Mail.Authentication;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>What trusted servers say of who sent a message. Nothing at all where none is trusted: unproved isn't false.</summary>
internal static class AuthenticationSignals
{
    internal static void Find(AuthenticationFacts proofs, Facts facts)
    {
        if (proofs == AuthenticationFacts.NotChecked) return;
        var evidence = new Evidence(Place.Header, SenderSignals.Cut(proofs.Source.Length > 0 ? proofs.Source : $"SPF {proofs.Spf}, DKIM {proofs.Dkim}, DMARC {proofs.Dmarc}"), "Authentication-Results");
        void Say(bool holds, string fact)
        {
            if (holds) facts.Add(fact, evidence);
        }
        Say(proofs.Dmarc == Proof.Pass, "auth.dmarc-pass");
        Say(proofs.Arc == Proof.Pass, "auth.arc-pass");
        Say(proofs.Dmarc == Proof.Fail, "auth.dmarc-fail");
        Say(proofs.Spf is Proof.Fail or Proof.Soft, "auth.spf-fail");
        Say(proofs.Dkim == Proof.Fail, "auth.dkim-fail");
        Say(proofs.Spf != Proof.Pass && proofs.Dkim != Proof.Pass && proofs.Spf != Proof.NotChecked, "auth.unproven");
    }
}

using Serjeant.Mail.Authentication;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>What trusted servers or look-ups say of who sent a message. Nothing at all where nobody looked: unproved isn't false.</summary>
internal static class AuthenticationSignals
{
    internal static void Find(AuthenticationFacts proofs, Facts facts)
    {
        if (!proofs.AnyChecked) return;
        void Say(bool holds, string fact, ProofMethod method)
        {
            if (!holds) return;
            facts.Add(fact, proofs.Noted(method) is { By: KnownBy.LookUp } note
                ? new Evidence(Place.Header, SenderSignals.Cut(note.Words), "Looked up")
                : new Evidence(Place.Header, SenderSignals.Cut(proofs.Source.Length > 0 ? proofs.Source : $"{method.ToString().ToUpperInvariant()}"), "Authentication-Results"));
        }
        Say(proofs.Dmarc == Proof.Pass, "auth.dmarc-pass", ProofMethod.Dmarc);
        Say(proofs.Arc == Proof.Pass, "auth.arc-pass", ProofMethod.Arc);
        Say(proofs.Dmarc == Proof.Fail, "auth.dmarc-fail", ProofMethod.Dmarc);
        Say(proofs.Spf is Proof.Fail or Proof.Soft, "auth.spf-fail", ProofMethod.Spf);
        Say(proofs.Dkim == Proof.Fail, "auth.dkim-fail", ProofMethod.Dkim);
        Say(proofs.Spf != Proof.Pass && proofs.Dkim != Proof.Pass && proofs.Spf != Proof.NotChecked, "auth.unproven", ProofMethod.Spf);
    }
}

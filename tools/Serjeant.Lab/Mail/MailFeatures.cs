using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Rules;

namespace Serjeant.Lab.Mail;

/// <summary>Which rules hold for a message, with and without an office's server to vouch for the sender.</summary>
/// <param name="Rules">Numbers of rules in the set.</param>
/// <param name="Passes">DMARC passed, as far as the servers of the data say.</param>
internal sealed record MailFeatures(MailSample Sample, int[] Rules, int[] Proved, bool Passes)
{
    /// <summary>The servers that received the data's messages.</summary>
    internal static readonly TrustedServers Servers = new([TrustedServers.ExchangeOnline, "mx.google.com", "lists.ozlabs.org", "mx.office.example"]);

    internal static MailFeatures[] Of(IReadOnlyList<MailSample> samples, MailRuleSet rules, MailJudge judge)
    {
        var numbers = rules.Rules.Select((r, i) => (r.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var all = new MailFeatures[samples.Count];
        Parallel.For(0, samples.Count, i =>
        {
            var proved = judge.Judge(samples[i].Raw, new MailContext { Trusted = Servers });
            var bare = judge.Judge(samples[i].Raw, MailContext.Empty);
            int[] Numbers(IEnumerable<Finding> findings) => [.. findings.Select(f => numbers[f.RuleId]).Order()];
            all[i] = new MailFeatures(samples[i], Numbers(bare.Findings), Numbers(proved.Findings), proved.Message.Authentication.Dmarc == Proof.Pass);
        });
        return all;
    }
}

using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;
using Serjeant.Outside.Insides;

namespace Serjeant.Lab.Mail;

/// <summary>Which rules hold for a message, with and without an office's server to vouch for the sender.</summary>
/// <param name="Rules">Numbers of rules in the set.</param>
/// <param name="Unexcused">The same as if signs that anybody can write excused nothing.</param>
/// <param name="IsPartial">Too large to be read as a whole, which by itself makes amber.</param>
/// <param name="Passes">DMARC passed, as far as the servers of the data say.</param>
internal sealed record MailFeatures(MailSample Sample, int[] Rules, int[] Unexcused, int[] Proved, int[] ProvedUnexcused, bool IsPartial, bool Passes)
{
    /// <summary>The servers that received the data's messages; those of a list went on to the mailbox of whoever gathered them.</summary>
    internal static readonly TrustedServers Servers = new([TrustedServers.ExchangeOnline, "mx.google.com", "lists.ozlabs.org", "mx.office.example"]) { Inside = ["mail.lfdr.de"] };

    internal static MailFeatures[] Of(IReadOnlyList<MailSample> samples, MailRuleSet rules, MailJudge judge)
    {
        var numbers = rules.Rules.Select((r, i) => (r.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var all = new MailFeatures[samples.Count];
        Parallel.For(0, samples.Count, i =>
        {
            // What the program reads of a mail's files, the lab reads too.
            var insides = MailInsides.Of(samples[i].Raw);
            var proved = judge.Judge(samples[i].Raw, insides.Beside(new MailContext { Trusted = Servers }));
            var bare = judge.Judge(samples[i].Raw, insides.Beside(MailContext.Empty));
            int[] Numbers(IEnumerable<string> found) => [.. found.Where(numbers.ContainsKey).Select(id => numbers[id]).Order()];
            int[] Held(MailVerdict verdict) => Numbers(verdict.Findings.Select(f => f.RuleId));
            all[i] = new MailFeatures(samples[i], Held(bare), Numbers(bare.Unexcused), Held(proved), Numbers(proved.Unexcused), bare.Message.IsPartial, proved.Message.Authentication.Dmarc == Proof.Pass);
        });
        return all;
    }
}

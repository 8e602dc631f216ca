using System.CommandLine;
using System.Diagnostics;
using Serjeant.Mail;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;
using Serjeant.Outside.Insides;

namespace Serjeant.Lab.Mail;

/// <summary><c>bench mail</c>: how right the engine is on messages that it was not fitted on, and how quick.</summary>
internal static class MailBench
{
    private const int WarmUp = 100;

    internal static Command Create()
    {
        var data = TrainMail.Data();
        var own = TrainMail.Own();
        var rulesToo = new Option<bool>("--rules") { Description = "Also how often each rule holds." };
        var misses = new Option<string?>("--misses") { Description = "A file for the names of genuine messages that got a warning and of phishing that was not red, of the parts that rules may be written from." };
        var forged = new Option<bool>("--forged") { Description = "Also what becomes of red phishing with signs that anybody can write." };
        var command = new Command("mail", "Measures the verdicts on mail, and their speed.") { data, own, rulesToo, misses, forged };
        command.SetAction(result => Run(result.GetRequiredValue(data), result.GetRequiredValue(own), result.GetValue(rulesToo), result.GetValue(misses), result.GetValue(forged)));
        return command;
    }

    private static int Run(string data, string own, bool rulesToo, string? misses, bool forged)
    {
        var rules = Shipped.MailRuleSet();
        var weights = Shipped.MailWeights();
        var judge = new MailJudge(rules, weights, Shipped.MailTables());
        var samples = MailSets.Read(data, own).ToArray();
        var features = MailFeatures.Of(samples, rules, judge);
        var crossed = MailTrials.Crossed(features, rules);
        MailFigures.Print(crossed, $"cross-validation: {crossed.Length:N0} messages, each judged by what was fitted on the four other blocks of time");
        Blocks(crossed);
        var later = MailTrials.Later(features, rules);
        MailFigures.Print(later, $"the last 30 % in time: {later.Length:N0} messages, judged by what was fitted on those before");
        Speed(samples, judge);
        if (forged) MailForgeries.Print(samples, judge);
        if (rulesToo) Rules(features, rules, weights);
        // Rules are written from these; what no person has looked at stays unlooked at.
        if (misses is not null) File.WriteAllLines(misses, crossed.Where(j => j.Wrong && j.Features.Sample.Part != MailPart.Held).Select(j => Miss(j, rules)));
        return 0;
    }

    private static void Blocks(MailJudged[] crossed)
    {
        Report.Say($"\nby block of time, no server; nobody wrote a rule from the last");
        foreach (var block in crossed.GroupBy(j => j.Features.Sample.Fold).OrderBy(g => g.Key))
        {
            MailFigures.Line($"block {block.Key + 1}, phishing", [.. block.Where(j => j.Features.Sample.Phishing).Select(j => j.Bare)]);
            MailFigures.Line($"block {block.Key + 1}, genuine", [.. block.Where(j => !j.Features.Sample.Phishing).Select(j => j.Bare)]);
        }
    }

    private static void Rules(MailFeatures[] features, MailRuleSet rules, MailWeights weights)
    {
        Report.Say($"\n{"rule",-34} points  phishing  genuine  modern");
        for (var i = 0; i < rules.Rules.Count; i++)
        {
            double Share(Func<MailFeatures, bool> of) => 100.0 * features.Count(f => of(f) && f.Proved.Contains(i)) / Math.Max(1, features.Count(of));
            Report.Say($"{rules.Rules[i].Id,-34} {weights.For(rules.Rules[i]),5:0.00} {Share(f => f.Sample.Phishing),8:0.0} % {Share(f => !f.Sample.Phishing),6:0.0} % {Share(f => f.Sample.Set == MailSets.Modern),6:0.0} %");
        }
    }

    private static string Miss(MailJudged judged, MailRuleSet rules) =>
        FormattableString.Invariant($"{judged.Features.Sample.Set} {judged.Features.Sample.Name} {judged.Bare} {judged.Proved} {judged.Score} {string.Join(' ', judged.Features.Proved.Select(i => rules.Rules[i].Id))}");

    private static void Speed(MailSample[] samples, MailJudge judge)
    {
        var held = samples.Where(s => s.Part == MailPart.Held).ToArray();
        var times = new double[held.Length];
        // What is made once a program is no message's.
        foreach (var sample in held.Take(WarmUp)) judge.Judge(sample.Raw, MailInsides.Of(sample.Raw).Beside(MailContext.Empty));
        for (var i = 0; i < held.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            // The whole way of desk and command: its files are looked into, then it is judged.
            judge.Judge(held[i].Raw, MailInsides.Of(held[i].Raw).Beside(MailContext.Empty));
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        Report.Say($"\nspeed on one core, QR codes and PDFs read and judged: median {times[times.Length / 2]:0.0} ms, p95 {times[times.Length * 95 / 100]:0.0} ms, longest {times[^1]:0} ms a message");
    }
}

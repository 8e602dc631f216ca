using System.CommandLine;
using System.Diagnostics;
using Serjeant.Mail;

namespace Serjeant.Lab.Mail;

/// <summary><c>bench mail</c>: how right and how quick the engine is on messages that it was not fitted on.</summary>
internal static class MailBench
{
    internal static Command Create()
    {
        var data = TrainMail.Data();
        var own = TrainMail.Own();
        var rulesToo = new Option<bool>("--rules") { Description = "Also how often each rule holds." };
        var misses = new Option<string?>("--misses") { Description = "A file for the names of genuine messages that got a warning and of phishing that got none." };
        var part = new Option<MailPart>("--part") { DefaultValueFactory = _ => MailPart.Held, Description = "The part to measure on." };
        var command = new Command("mail", "Measures the verdicts on mail, and their speed.") { data, own, rulesToo, misses, part };
        command.SetAction(result => Run(result.GetRequiredValue(data), result.GetRequiredValue(own), result.GetValue(rulesToo), result.GetValue(misses), result.GetValue(part)));
        return command;
    }

    private static int Run(string data, string own, bool rulesToo, string? misses, MailPart part)
    {
        var rules = Shipped.MailRuleSet();
        var weights = Shipped.MailWeights();
        var judge = new MailJudge(rules, weights, Shipped.MailTables());
        var held = MailSets.Read(data, own).Where(s => s.Part == part).ToArray();
        var features = MailFeatures.Of(held, rules, judge);
        MailFigures.Print(features, weights, rules, $"{held.Length:N0} messages, {part}");
        Speed(held, judge);
        if (rulesToo)
        {
            Report.Say($"\n{"rule",-34} points  phishing  genuine  modern");
            for (var i = 0; i < rules.Rules.Count; i++)
            {
                double Share(Func<MailFeatures, bool> of) => 100.0 * features.Count(f => of(f) && f.Proved.Contains(i)) / Math.Max(1, features.Count(of));
                Report.Say($"{rules.Rules[i].Id,-34} {weights.For(rules.Rules[i]),5:0.0} {Share(f => f.Sample.Phishing),8:0.0} % {Share(f => !f.Sample.Phishing),6:0.0} % {Share(f => f.Sample.Set == MailSets.Modern),6:0.0} %");
            }
        }
        if (misses is not null)
            File.WriteAllLines(misses, features.Select(f => (f, Score: MailFit.Score(f.Rules, weights, rules))).Where(x => x.f.Sample.Phishing ? !MailFit.IsRed(x.f.Rules, weights, rules) : x.Score >= weights.Amber)
                .Select(x => $"{x.f.Sample.Set} {x.f.Sample.Name} {x.Score} {string.Join(' ', x.f.Rules.Select(i => rules.Rules[i].Id))}"));
        return 0;
    }

    private static void Speed(MailSample[] held, MailJudge judge)
    {
        var times = new double[held.Length];
        for (var i = 0; i < held.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            judge.Judge(held[i].Raw, MailContext.Empty);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        Report.Say($"\nspeed on one core: median {times[times.Length / 2]:0.0} ms, p95 {times[times.Length * 95 / 100]:0.0} ms, longest {times[^1]:0} ms a message");
    }
}

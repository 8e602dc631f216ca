using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Serjeant.Moderation;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary><c>bench messages</c>: how right and how fast the judge is that ships. Nothing is trained.</summary>
internal static class MessagesBench
{
    internal static Command Create()
    {
        var data = TrainMessages.Data();
        var contrast = TrainContrast.Folder();
        var file = new Option<string>("--model") { DefaultValueFactory = _ => Path.Combine("training", "models", "messages.model"), Description = "The model file." };
        var lines = new Option<string?>("--out") { Description = "Write every held-out line with what was made of it here: set, part, function, labels, abuse by rules, abuse, scores, text, with tabs between." };
        var figures = new Option<string?>("--figures") { Description = "Write what the desk's page about judging shows here, as JSON, and measure no speed. Ships as training/models/messages.figures.json." };
        var dialects = new Option<string>("--dialects") { DefaultValueFactory = _ => Path.Combine("training", "dialects"), Description = "Lines in dialects beside the same in standard English: measured only." };
        var speed = new Option<bool>("--speed") { Description = "Speed alone." };
        var command = new Command("messages", "How right and how fast messages are judged, on messages held out of training.") { data, contrast, dialects, file, lines, figures, speed };
        command.SetAction(result => Run(result.GetRequiredValue(data), result.GetRequiredValue(contrast), result.GetRequiredValue(dialects), result.GetRequiredValue(file), result.GetValue(lines), result.GetValue(figures), result.GetValue(speed)));
        return command;
    }

    private static int Run(string data, string contrast, string dialects, string file, string? lines, string? figures, bool speedAlone)
    {
        var bytes = File.ReadAllBytes(file);
        var clock = Stopwatch.StartNew();
        var model = MessageModel.Load(file, bytes);
        Report.Say($"model: {bytes.Length:N0} bytes, loaded in {clock.Elapsed.TotalMilliseconds:0} ms");
        var material = Material.Read(data, contrast, []);
        var judge = new Ensemble(material.Rules, model);
        if (speedAlone)
        {
            Speed(judge, [.. material.Held.Select(s => s.Text)]);
            return 0;
        }
        var encoded = Encoded.All(material.Held, material.Rules, model.Lexicon);
        if (figures is not null)
        {
            FiguresFile.Write(figures, encoded, Dialects.Read(dialects), material.Rules, judge);
            return 0;
        }
        ModelTrainer.ShowAll(model, encoded);
        if (lines is not null) HeldOutLines.Write(lines, encoded, model, judge);
        Whole("rules alone", encoded, text => material.Rules.Judge(text));
        Whole("rules and model", encoded, judge.Judge);
        Dialects.Show(Dialects.Judge(Dialects.Read(dialects), judge.Judge));
        Speed(judge, [.. encoded.Select(e => e.Sample.Text)]);
        return 0;
    }

    // What a person at the desk meets: the label and the findings, not one answer of the model.
    private static void Whole(string who, Encoded[] encoded, Func<string, Verdict> judge)
    {
        var test = encoded.Where(e => e.Sample.Part == Part.Test && e.Sample.Set is Contrast.SinglesSet or Contrast.TemplatesSet).AsParallel().AsOrdered()
            .Select(e => (Read: e, e.Sample, Verdict: judge(e.Sample.Text))).ToArray();
        ByGroup.Show([.. test.Select(t => (t.Read, t.Verdict))]);
        foreach (var set in test.GroupBy(t => t.Sample.Set))
        {
            Report.Say($"{who}, {set.Key}");
            foreach (var label in set.SelectMany(t => ContrastFiles.Labels(t.Sample.Labels)).Distinct().Order(StringComparer.Ordinal).ToArray())
            {
                var of = set.Where(t => ContrastFiles.Labels(t.Sample.Labels).Contains(label)).ToArray();
                Report.Say($"  label {label,-22} called abuse {Report.Share(of.Count(t => t.Verdict.Abuse), of.Length)} | with a finding of it {Report.Share(of.Count(t => t.Verdict.Findings.Any(f => f.Category.Id() == label)), of.Length)}");
            }
            var danger = set.Where(t => ContrastFiles.Labels(t.Sample.Labels).Any(l => l is "threat" or "incitement" or "leak")).ToArray();
            Report.Say($"  threats, incitement, leaks   called abuse {Report.Share(danger.Count(t => t.Verdict.Abuse), danger.Length)} | in the threat lane {Report.Share(danger.Count(t => InLane(t.Verdict)), danger.Length)}");
            var fair = set.Where(t => !Contrast.IsAbuse(t.Sample.Labels)).ToArray();
            Report.Say($"  all harmless lines           called abuse {Report.Share(fair.Count(t => t.Verdict.Abuse), fair.Length)} | in the threat lane {Report.Share(fair.Count(t => InLane(t.Verdict)), fair.Length)}");
            foreach (var function in set.GroupBy(t => t.Sample.Function).OrderBy(g => g.Key, StringComparer.Ordinal))
                Report.Say($"  {function.Key,-30} right {Report.Share(function.Count(t => t.Verdict.Abuse == Contrast.IsAbuse(t.Sample.Labels)), function.Count())}");
        }
    }

    private static bool InLane(Verdict verdict) => Priority.Rank(verdict) >= Priority.MayBeDanger;

    private static void Speed(Ensemble judge, string[] texts)
    {
        foreach (var text in texts.Take(3000)) judge.Judge(text);
        var times = texts.Take(5000).Select(text =>
        {
            var start = Stopwatch.GetTimestamp();
            judge.Judge(text);
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }).Order().ToArray();
        Report.Say($"speed of one message: {times[times.Length / 2]:0} µs (median), {times[(int)(times.Length * 0.95)]:0} µs (95 of 100)");
        Rate("all held-out messages", judge, texts);
        // A comment or a post of the usual length; some sets have essays of ten pages.
        Rate("those of at most 280 characters", judge, [.. texts.Where(t => t.Length <= 280)]);
    }

    private static void Rate(string what, Ensemble judge, string[] texts)
    {
        var (clock, bytes, work) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        Parallel.ForEach(Partitioner.Create(0, texts.Length, 256), range =>
        {
            for (var i = range.Item1; i < range.Item2; i++) judge.Judge(texts[i]);
        });
        // Where other programs run, the clock says little; the processor's own count holds.
        var each = (Environment.CpuUsage.TotalTime - work).TotalMicroseconds / texts.Length;
        Report.Say($"speed, {what}: {texts.Length / clock.Elapsed.TotalSeconds:N0} messages/s on {Environment.ProcessorCount} cores; {each:0.0} µs of processor time each, which is {Environment.ProcessorCount * 1e6 / each:N0}/s on free cores ({texts.Average(t => t.Length):0} characters on average, {(GC.GetTotalAllocatedBytes() - bytes) / texts.Length:N0} bytes allocated for each)");
    }
}

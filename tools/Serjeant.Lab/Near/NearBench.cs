using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using Serjeant.Text.Near;

namespace Serjeant.Lab.Near;

/// <summary><c>bench near</c>: precision and recall on a generated sample, speed on one thread, and what a message costs in memory.</summary>
internal static class NearBench
{
    public static Command Create()
    {
        var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 1_000_000, Description = "How many messages the sample holds." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 20_260_301, Description = "The same seed gives the same sample." };
        var show = new Option<int>("--show") { Description = "How many mistakes are shown." };
        var command = new Command("near", "How well copies with small changes find each other, and what that costs.") { messages, seed, show };
        command.SetAction(result => Run(result.GetValue(messages), result.GetValue(seed), result.GetValue(show)));
        return command;
    }

    private static int Run(int messages, int seed, int show)
    {
        var key = NearKey.From(RandomNumberGenerator.GetBytes(NearKey.Length));
        var sample = new NearSample(seed).Make(messages).ToList();
        var index = new NearIndex(Math.Max(messages, 1024) * 2);
        var clock = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        var figures = NearFigures.Measure(sample, index, key, (what, line, other) =>
        {
            if (show-- > 0) Report.Say($"  {what}: {line.Text}\n      ↔ {other?.Text}");
        });
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        Report.Say($"{figures.Messages:N0} messages, seed {seed}: {figures.Copies:N0} copies, {figures.Joined:N0} joined a group");
        Report.Say($"precision  {figures.Precision:P3}");
        Report.Say($"recall     {figures.Recall:P3}");
        Report.Say($"speed      {messages / clock.Elapsed.TotalSeconds:N0} messages/s on one thread by the clock, {messages / used:N0} by processor time (folding included)");
        Memory(index, key);
        return 0;
    }

    /// <summary>A million texts that all stand alone: the most that an index of that size can hold.</summary>
    private static void Memory(NearIndex used, NearKey key)
    {
        GC.KeepAlive(used);
        const int full = 1_000_000;
        var text = NearText.Of("The quick brown fox jumps over the lazy dog while the old cat sleeps by a warm stove", key)!;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new NearIndex(full);
        for (var i = 0; i < full; i++) index.Add(text, i, i, 0);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Report.Say($"memory     {bytes / 1024.0 / 1024:N0} MB with {index.Count:N0} texts in it: {(double)bytes / index.Count:N0} bytes a message");
        GC.KeepAlive(index);
    }
}

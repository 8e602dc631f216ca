using Serjeant.Moderation;
using Serjeant.Moderation.Model;
using Serjeant.Moderation.Rules;

namespace Serjeant.Engines.Tests.Moderation;

/// <summary>The rules and templates that ship, read once.</summary>
internal static class Shipped
{
    internal static readonly RuleSet Rules = RuleSet.Load(Files("rules", "*.yaml").Where(f => !f.Name.Contains("mail", StringComparison.Ordinal)));

    /// <summary>All that the rules' own files say is found or left alone.</summary>
    internal static readonly IReadOnlyList<string> Samples = [.. Rules.Definitions.SelectMany(d => d.Match.Concat(d.Leave))];

    internal static readonly RulesJudge Judge = new(Rules);

    internal static readonly byte[] ModelBytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "messages.model"));

    internal static readonly Ensemble Ensemble = new(Judge, MessageModel.Load("models/messages.model", ModelBytes));

    internal static IEnumerable<SourceFile> Files(string folder, string pattern)
    {
        var root = Path.Combine(AppContext.BaseDirectory, folder);
        return Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(AppContext.BaseDirectory, path), File.ReadAllText(path)));
    }
}

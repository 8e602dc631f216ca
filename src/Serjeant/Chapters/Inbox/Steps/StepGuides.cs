using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Steps;

/// <summary>How one thing is done by hand on one platform.</summary>
/// <param name="Notes">What to know first: what it does not do, or that it can't be done there.</param>
public sealed record StepGuide(string PlatformName, IReadOnlyList<string> Notes, IReadOnlyList<string> Steps, string? LastChecked);

/// <summary>The guides of <c>content/platform-steps/</c>: one file a platform, one "## kind" section a kind of step.</summary>
public sealed class StepGuides
{
    private readonly Lazy<Dictionary<(Platform, DecisionKind), StepGuide>> read = new(Read);

    public StepGuide For(Platform platform, DecisionKind kind) =>
        read.Value.TryGetValue((platform, kind), out var guide) ? guide : read.Value[(Platform.Other, kind)];

    public IReadOnlyCollection<(Platform Platform, DecisionKind Kind)> All => read.Value.Keys;

    private static Dictionary<(Platform, DecisionKind), StepGuide> Read()
    {
        var guides = new Dictionary<(Platform, DecisionKind), StepGuide>();
        foreach (var file in ContentFile.In("platform-steps"))
        {
            if (!Enum.TryParse<Platform>(file.Name, ignoreCase: true, out var platform))
                throw new InvalidDataException($"content: platform-steps/{file.Name}.md is not named after a platform.");
            foreach (var section in ("\n" + file.Body).Split("\n## ").Skip(1))
            {
                var lines = section.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (!Enum.TryParse<DecisionKind>(lines[0], ignoreCase: true, out var kind))
                    throw new InvalidDataException($"content: platform-steps/{file.Name}.md has a section '{lines[0]}' that is no kind of step.");
                var numbered = lines.Skip(1).ToLookup(l => char.IsAsciiDigit(l[0]));
                guides[(platform, kind)] = new StepGuide(
                    file.Field("title"), [.. numbered[false]], [.. numbered[true].Select(l => l[(l.IndexOf('.', StringComparison.Ordinal) + 1)..].Trim())],
                    file.Fields.GetValueOrDefault("last_checked") is { Length: > 0 } day ? day : null);
            }
        }
        return guides;
    }
}

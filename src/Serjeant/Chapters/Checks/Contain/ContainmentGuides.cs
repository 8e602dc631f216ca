using Serjeant.Chapters.Inbox;

namespace Serjeant.Chapters.Checks.Contain;

/// <param name="Who">Who usually does it, in words.</param>
public sealed record GuideStep(string Id, string Title, string Who, string Text);

/// <summary>What to do after one kind of thing has happened.</summary>
/// <param name="Id">The file's name without the number that orders it.</param>
/// <param name="About">What the question about which account or device is called.</param>
/// <param name="Source">Where the advice can be read at first hand.</param>
public sealed record ContainmentGuide(string Id, string Title, string About, string Hint, string Source, string? LastChecked, string Text, IReadOnlyList<GuideStep> Steps);

/// <summary>The guides of <c>content/containment/</c>: one file a happening, one "## id" section a step, with its title and who does it.</summary>
public sealed class ContainmentGuides
{
    private readonly Lazy<IReadOnlyList<ContainmentGuide>> read = new(() => [.. ContentFile.In("containment").OrderBy(f => f.Name, StringComparer.Ordinal).Select(Read)]);

    public IReadOnlyList<ContainmentGuide> All => read.Value;

    public ContainmentGuide? Find(string? id) => All.SingleOrDefault(g => g.Id == id);

    private static ContainmentGuide Read(ContentFile file)
    {
        var sections = ("\n" + file.Body).Split("\n## ");
        var steps = sections.Skip(1).Select(s => Step(file, s)).ToList();
        if (steps.Count == 0 || steps.Select(s => s.Id).Distinct(StringComparer.Ordinal).Count() != steps.Count)
            throw new InvalidDataException($"content: containment/{file.Name}.md needs steps, each with an id of its own ('## id').");
        var checkedOn = file.Fields.GetValueOrDefault("last_checked") is { Length: > 0 } day ? day : null;
        return new ContainmentGuide(file.Name[(file.Name.IndexOf('-', StringComparison.Ordinal) + 1)..], file.Field("title"), file.Field("about"), file.Field("hint"), file.Field("source"), checkedOn, sections[0].Trim(), steps);
    }

    private static GuideStep Step(ContentFile file, string section)
    {
        var lines = section.Split('\n', 4, StringSplitOptions.TrimEntries);
        if (lines.Length < 4 || !lines[1].StartsWith("title: ", StringComparison.Ordinal) || !lines[2].StartsWith("who: ", StringComparison.Ordinal))
            throw new InvalidDataException($"content: containment/{file.Name}.md: the step '{lines[0]}' needs a line 'title: …', a line 'who: …', and its text.");
        return new GuideStep(lines[0], lines[1][7..], lines[2][5..], lines[3].ReplaceLineEndings(" ").Trim());
    }
}

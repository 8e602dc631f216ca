namespace Serjeant.Moderation.Protocols;

/// <summary>A protocol to start from. The office edits it and publishes its own.</summary>
/// <param name="Id">Stable, such as <c>a-community-guidelines</c>.</param>
/// <param name="Intro">Markdown that stands before the rules.</param>
public sealed record ProtocolTemplate(string Id, string Title, string Intro, IReadOnlyList<TemplateRule> Rules)
{
    /// <summary>The enabled rule that a finding of this category falls under, or null: then a person looks for one.</summary>
    public TemplateRule? RuleFor(Category category) => Rules.FirstOrDefault(r => r.Enabled && r.Categories.Contains(category));

    /// <summary>Reads a template: Markdown with YAML front matter.</summary>
    /// <exception cref="SourceFileException">The file can't be used; the message names the file, the field and what to do.</exception>
    public static ProtocolTemplate Load(SourceFile file) => ProtocolTemplateReader.Read(file);
}

/// <summary>One rule of a protocol.</summary>
/// <param name="Number">1, 2, 3 … as printed.</param>
/// <param name="Categories">What the engine finds that falls under this rule; empty for a rule that only people can apply.</param>
/// <param name="Warning">Shown before somebody switches the rule on, or null.</param>
public sealed record TemplateRule(
    int Number, string Title, string Text, IReadOnlyList<Category> Categories, bool Enabled, string? Warning);

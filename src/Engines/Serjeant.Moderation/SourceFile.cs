namespace Serjeant.Moderation;

/// <summary>A file that the caller has read: engines touch no file system.</summary>
/// <param name="Name">Shown in errors, such as <c>rules/threat/conditional.yaml</c>.</param>
public sealed record SourceFile(string Name, string Text);

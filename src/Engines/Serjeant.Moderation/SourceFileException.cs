namespace Serjeant.Moderation;

/// <summary>A rule, list or template file can't be used. The message names the file, the field and what to do.</summary>
public sealed class SourceFileException(string file, string field, string whatToDo, Exception? inner = null)
    : Exception($"{file}: {(field.Length > 0 ? $"field '{field}': " : "")}{whatToDo}", inner)
{
    public string File { get; } = file;

    public string Field { get; } = field;
}

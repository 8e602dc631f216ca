namespace Serjeant.Outside.Exports;

/// <summary>What a chosen file seems to be, for a person to check before anything comes in.</summary>
/// <param name="Kind">Of the first file with messages.</param>
/// <param name="Description">In plain English.</param>
/// <param name="Columns">For a table: the columns or JSON paths that a mapping may name.</param>
/// <param name="Suggested">For a table: a guess at the mapping.</param>
/// <param name="Rows">For a table: the first rows as they are, one value for each column.</param>
/// <param name="Preview">The first items as they would come in, with the mapping given or guessed.</param>
/// <param name="Fault">Why nothing can be imported, or null.</param>
public sealed record DetectedExport(
    ExportKind Kind,
    string Description,
    int Files,
    long TotalBytes,
    bool NeedsMapping,
    IReadOnlyList<string> Columns,
    FieldMapping? Suggested,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<ReadItem> Preview,
    string? Fault);

namespace Serjeant.Evidence;

/// <summary>Gathers what is found, one line a file.</summary>
internal sealed class FileReport
{
    /// <summary>How many faults of one kind in one file are told one by one.</summary>
    public const int MaxOfOneKind = 50;

    private readonly List<CheckedFile> files = [];

    public IReadOnlyList<CheckedFile> Files => files;

    public void Add(string path, FileState state, string text) => files.Add(new CheckedFile(path, state, text));

    /// <summary>Compares a folder with a list of what it should hold.</summary>
    /// <param name="list">What the list is called, to say who says so.</param>
    /// <returns>Whether all fits.</returns>
    public async Task<bool> CompareAsync(
        SubTree tree, IReadOnlyDictionary<string, string> expected, IEnumerable<string> present, string list, CancellationToken cancellation)
    {
        var before = files.Count(f => f.State != FileState.Whole);
        foreach (var path in present.Where(p => !expected.ContainsKey(p)))
            Add(tree.Prefix + path, FileState.Extra, $"It is not in {list}.");
        foreach (var (path, sha256) in expected.OrderBy(e => e.Key, StringComparer.Ordinal))
            Add(tree.Prefix + path, await StateAsync(tree, path, sha256, cancellation), list);
        return files.Count(f => f.State != FileState.Whole) == before;
    }

    private void Add(string path, (FileState State, string? Why) found, string list) => Add(path, found.State, found.State switch
    {
        FileState.Whole => $"It is as {list} says.",
        FileState.Missing => $"It is in {list}, but not here.",
        FileState.Changed => $"It is not as {list} says: its SHA-256 is now {found.Why}.",
        _ => found.Why!,
    });

    private static async Task<(FileState, string?)> StateAsync(SubTree tree, string path, string sha256, CancellationToken cancellation)
    {
        if (!tree.Has(path))
            return (FileState.Missing, null);
        try
        {
            var now = await tree.HashAsync(path, cancellation);
            return now == sha256 ? (FileState.Whole, null) : (FileState.Changed, now);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return (FileState.Unreadable, e.Message);
        }
    }
}

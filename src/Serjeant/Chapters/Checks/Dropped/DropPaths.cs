using System.Text.RegularExpressions;
using Serjeant.Data;
using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.Checks.Dropped;

/// <summary>Where an office's drop folder is: where whoever runs the desk said, or by its name in the data folder, apart from other offices'.</summary>
public sealed partial class DropPaths(DeskOptions options)
{
    /// <summary>The path that was given for this office; null where there is none.</summary>
    public string? Given(long officeId) => options.DropFolders.GetValueOrDefault(officeId);

    public string Of(DropFolder folder) => Given(folder.OfficeId) ?? Path.Combine(options.DataFolder, "drop", FormattableString.Invariant($"{folder.OfficeId}"), folder.Name);

    /// <summary>One folder's name, and nothing that could lead elsewhere.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,38}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Name();
}

/// <summary>Which files were seen when, to tell whether they still grow. In memory: after a restart they are watched anew.</summary>
public sealed class DropSightings
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<long, Dictionary<string, (Outside.Drops.LaidFile File, DateTimeOffset Since)>> seen = new();

    /// <summary>A file is whole when neither its length nor its time changed for so long.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromSeconds(10);

    /// <summary>Those of the files that are whole; called by whoever holds the folder's lease.</summary>
    public IReadOnlyList<Outside.Drops.LaidFile> Whole(long folderId, IReadOnlyList<Outside.Drops.LaidFile> files, DateTimeOffset now)
    {
        var before = seen.GetValueOrDefault(folderId) ?? new(StringComparer.Ordinal);
        var after = files.ToDictionary(f => f.Name, f => before.TryGetValue(f.Name, out var known) && known.File == f ? known : (File: f, Since: now), StringComparer.Ordinal);
        seen[folderId] = after;
        return [.. after.Values.Where(s => now - s.Since >= Settles).OrderBy(s => s.Since).Select(s => s.File)];
    }
}

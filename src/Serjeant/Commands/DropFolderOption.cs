using System.CommandLine;
using System.Globalization;

namespace Serjeant.Commands;

/// <summary><c>--drop-folder OFFICE=PATH</c>: an office's drop folder outside the data folder, where a sync client or a scanner can write.</summary>
internal static class DropFolderOption
{
    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--drop-folder")
        {
            Description = "OFFICE=PATH: where an office's mail files are laid to be checked, such as 1=/srv/scans. A manager switches it on.",
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            var read = result.Tokens.Select(t => Parse(t.Value)).ToList();
            if (read.Exists(r => r is null))
                result.AddError("--drop-folder: give an office's number and a path, such as 1=/srv/scans.");
            else if (read.DistinctBy(r => r!.Value.Path).Count() < read.Count || read.DistinctBy(r => r!.Value.Office).Count() < read.Count)
                result.AddError("--drop-folder: each office has one folder, and no two offices the same.");
        });
        return option;
    }

    public static IReadOnlyDictionary<long, string> Read(ParseResult result, Option<string[]> option) =>
        result.GetRequiredValue(option).Select(Parse).OfType<(long Office, string Path)>().ToDictionary(r => r.Office, r => r.Path);

    private static (long Office, string Path)? Parse(string text) =>
        text.Split('=', 2) is [var office, { Length: > 0 } path] && long.TryParse(office, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) : null;
}

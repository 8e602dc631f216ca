using Serjeant.Evidence;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>Files in memory, for the checks.</summary>
internal sealed class MemoryTree(IReadOnlyDictionary<string, byte[]> files) : IFileTree
{
    public IReadOnlyList<TreeFile> Files { get; } =
        [.. files.Select(f => new TreeFile(f.Key, f.Value.Length)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    public IReadOnlyList<(string Path, string Text)> Refused => [];

    public Stream Open(string path) => new MemoryStream(files[path], writable: false);
}

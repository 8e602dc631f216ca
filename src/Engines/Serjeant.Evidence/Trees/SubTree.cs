namespace Serjeant.Evidence;

/// <summary>One folder of a tree, seen as a tree.</summary>
/// <param name="prefix">The folder with its closing slash; empty for the tree itself.</param>
internal sealed class SubTree(HashedTree tree, string prefix)
{
    public string Prefix => prefix;

    public IReadOnlyList<TreeFile> Files { get; } =
    [
        .. tree.Files.Where(f => f.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(f => f with { Path = f.Path[prefix.Length..] }),
    ];

    public bool Has(string path) => tree.Has(prefix + path);

    public ValueTask<string> HashAsync(string path, CancellationToken cancellation) => tree.HashAsync(prefix + path, cancellation);

    public ValueTask<byte[]> ReadAsync(string path, int maxBytes, CancellationToken cancellation) =>
        tree.ReadAsync(prefix + path, maxBytes, cancellation);
}

namespace Serjeant.Evidence;

/// <summary>A file in a tree.</summary>
/// <param name="Path">From the tree's root, forward slashes.</param>
/// <param name="Bytes">Its length.</param>
public sealed record TreeFile(string Path, long Bytes);

/// <summary>
/// Files to be checked, wherever they are: a zip (<see cref="ZipTree"/>), or a folder, which an engine never opens itself.
/// Made from what people hand in, so an implementation follows no links and gives out only safe paths.
/// </summary>
public interface IFileTree
{
    /// <summary>All files, sorted by path (ordinal). Folders are not listed.</summary>
    IReadOnlyList<TreeFile> Files { get; }

    /// <summary>What is there but can't be given out, such as a link, in plain English.</summary>
    IReadOnlyList<(string Path, string Text)> Refused { get; }

    /// <summary>Opens a file for reading. One at a time: the caller closes it before it opens the next.</summary>
    Stream Open(string path);
}

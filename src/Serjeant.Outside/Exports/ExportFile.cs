namespace Serjeant.Outside.Exports;

/// <summary>One file of an export: on disk, or an entry of an archive.</summary>
/// <param name="Path">With forward slashes, below the archive or folder. For matching and showing; never a path to open.</param>
/// <param name="Length">In bytes, as claimed. Only for a progress bar.</param>
/// <param name="Open">A new stream from the beginning. One at a time.</param>
public sealed record ExportFile(string Path, long Length, Func<Stream> Open);

namespace Serjeant.Evidence;

/// <summary>Reads one archive through, and reports each record whose content is not what its digests say.</summary>
internal sealed class WarcFileCheck(string path, FileReport report)
{
    /// <returns>The records, as far as the file could be read.</returns>
    public IReadOnlyList<WarcEntry> Check(Func<Stream> open, CancellationToken cancellation)
    {
        var records = new List<WarcEntry>();
        var faults = 0;
        try
        {
            using var file = open();
            foreach (var (entry, problems) in new WarcReader(file, path.EndsWith(".gz", StringComparison.Ordinal)).Read(cancellation))
            {
                records.Add(entry);
                if (problems.Count > 0 && faults++ < FileReport.MaxOfOneKind)
                    report.Add(path, FileState.Changed, $"The {entry.Type} record of {entry.Address} at byte {entry.Offset}: {string.Join("; ", problems)}.");
            }
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            report.Add(path, FileState.Unreadable, e.Message);
        }
        if (faults > FileReport.MaxOfOneKind)
            report.Add(path, FileState.Changed, $"{faults - FileReport.MaxOfOneKind} more records are not what their digests say.");
        return records;
    }
}

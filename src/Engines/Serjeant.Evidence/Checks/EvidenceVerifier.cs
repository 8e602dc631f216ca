namespace Serjeant.Evidence;

/// <summary>
/// Checks a pack, a bag's folder or an exhibit's folder: every file against the lists that were made when it was sealed,
/// every list against the next. That shows that the files fit the lists; that nobody made the lists anew is for the ledger
/// and the time-stamp to show.
/// </summary>
public static class EvidenceVerifier
{
    /// <summary>The ledger proof's place in a bag, from the bag's own folder.</summary>
    public const string LedgerProofPath = "data/ledger-proof.json";

    /// <exception cref="FormatException">It is none of the things that can be checked.</exception>
    public static async Task<Verification> VerifyAsync(IFileTree files, CancellationToken cancellation)
    {
        var tree = new HashedTree(files);
        var report = new FileReport();
        foreach (var (path, text) in files.Refused)
            report.Add(path, FileState.Unreadable, text);
        var exhibits = new List<CheckedExhibit>();
        var kind = EvidenceKind.Exhibit;
        var root = "";
        if (BagRoot(files) is { } bagRoot)
        {
            (kind, root) = (EvidenceKind.Bag, bagRoot);
            await BagCheck.CheckAsync(files, new SubTree(tree, root), report, cancellation);
            foreach (var folder in Outermost(ExhibitFolders(files, root + BagWriter.Payload)))
                exhibits.Add(await ExhibitCheck.CheckAsync(new SubTree(tree, folder), report, cancellation));
        }
        else if (tree.Has(ExhibitManifest.FileName) || tree.Has(ExhibitManifest.SumsFileName))
            exhibits.Add(await ExhibitCheck.CheckAsync(new SubTree(tree, ""), report, cancellation));
        else
            throw new FormatException("This is not a pack, a bag or an exhibit: it has neither bagit.txt nor manifest.json.");
        return new Verification(kind, root, report.Files, exhibits);
    }

    // A bag's folder itself, or a zip or folder with the bag as its one folder. Any of the four tag files gives a bag away,
    // so that one whose bagit.txt was lost is said to be broken, not unknown.
    private static string? BagRoot(IFileTree files)
    {
        var paths = files.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        if (IsBag(""))
            return "";
        var tops = paths.Where(p => p.Contains('/')).Select(p => p[..(p.IndexOf('/') + 1)]).Distinct().Where(IsBag).ToList();
        return tops.Count == 1 ? tops[0] : null;

        bool IsBag(string root) => paths.Contains(root + BagWriter.DeclarationFile)
            || paths.Contains(root + BagWriter.TagSums) || paths.Contains(root + BagWriter.InfoFile);
    }

    // What a capture writes for the post and for the profile carries lists of its own; inside an exhibit they are files like any other.
    private static List<string> Outermost(IEnumerable<string> folders)
    {
        var outermost = new List<string>();
        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            if (outermost.Count == 0 || !folder.StartsWith(outermost[^1], StringComparison.Ordinal))
                outermost.Add(folder);
        }
        return outermost;
    }

    // By either of its two files: an exhibit that lost one is broken, not gone.
    private static IEnumerable<string> ExhibitFolders(IFileTree files, string under) => files.Files
        .Where(f => f.Path.StartsWith(under, StringComparison.Ordinal))
        .Select(f => f.Path)
        .Where(p => p.EndsWith('/' + ExhibitManifest.FileName, StringComparison.Ordinal)
            || p.EndsWith('/' + ExhibitManifest.SumsFileName, StringComparison.Ordinal))
        .Select(p => p[..(p.LastIndexOf('/') + 1)])
        .Distinct()
        .ToList();
}

namespace Serjeant.Evidence;

/// <summary>
/// Checks a pack, a bag's folder, an exhibit's folder or a WACZ: every file against the lists that were made when it was
/// sealed, every list against the next; each WACZ within an exhibit as well. That shows that the files fit the lists; that nobody made the lists anew is for the ledger
/// and the time-stamp to show.
/// </summary>
public static class EvidenceVerifier
{
    /// <summary>The ledger proof's place in a bag, from the bag's own folder.</summary>
    public const string LedgerProofPath = "data/ledger-proof.json";

    /// <exception cref="FormatException">It is none of the things that can be checked.</exception>
    /// <param name="kinds">The kinds of author proofs that can be checked again; proofs of others are named as such.</param>
    public static async Task<Verification> VerifyAsync(IFileTree files, IReadOnlyList<IAuthorProofKind> kinds, CancellationToken cancellation)
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
            await HeldCheck.CheckAsync(new SubTree(tree, root), exhibits, report, cancellation);
        }
        else if (WaczCheck.Is(files) && !(tree.Has(ExhibitManifest.FileName) && tree.Has(ExhibitManifest.SumsFileName)))
        {
            var wacz = await WaczCheck.CheckAsync(files, "", cancellation);
            return new Verification(EvidenceKind.Wacz, "", wacz.Files, [], [wacz]);
        }
        else if (tree.Has(ExhibitManifest.FileName) || tree.Has(ExhibitManifest.SumsFileName))
            exhibits.Add(await ExhibitCheck.CheckAsync(new SubTree(tree, ""), report, cancellation));
        else
            throw new FormatException("This is not a pack, a bag, an exhibit or a WACZ: it has neither bagit.txt, manifest.json nor datapackage.json.");
        var answers = kind == EvidenceKind.Bag ? await AnswersAsync(tree, root, cancellation) : [];
        return new Verification(kind, root, report.Files, exhibits, await ArchivesAsync(files, cancellation))
        {
            Answers = answers,
            Proofs = await ProofsAsync(tree, root, exhibits, answers, kinds, cancellation),
        };
    }

    private static async Task<IReadOnlyList<CheckedProof>> ProofsAsync(
        HashedTree tree, string root, IReadOnlyList<CheckedExhibit> exhibits, IReadOnlyList<CheckedAnswer> answers, IReadOnlyList<IAuthorProofKind> kinds, CancellationToken cancellation)
    {
        var proofs = new List<CheckedProof>();
        foreach (var folder in exhibits.Select(e => e.Folder.Length > 0 ? e.Folder + "/" : ""))
        {
            foreach (var file in tree.Files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal) && AuthorProof.IsPath(f.Path[folder.Length..])))
                proofs.Add(await AuthorProofCheck.CheckAsync(tree, file.Path, folder, kinds, cancellation));
        }
        foreach (var answer in answers)
            proofs.Add(await AuthorProofCheck.CheckAsync(tree, answer.Path, $"{root}{BagWriter.Payload}exhibits/{answer.Exhibit}/", kinds, cancellation));
        return proofs;
    }

    // One that can't be unpacked is in the report already: the bag's list names it, or does not and should.
    private static async Task<IReadOnlyList<CheckedAnswer>> AnswersAsync(HashedTree tree, string root, CancellationToken cancellation)
    {
        var answers = new List<CheckedAnswer>();
        foreach (var file in tree.Files)
        {
            if (!file.Path.StartsWith(root, StringComparison.Ordinal) || VerifyAuthorProofs.ExhibitOf(file.Path[root.Length..]) is not { } exhibit)
                continue;
            try
            {
                answers.Add(new CheckedAnswer(file.Path, exhibit, await tree.HashAsync(file.Path, cancellation)));
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                answers.Add(new CheckedAnswer(file.Path, exhibit, ""));
            }
        }
        return answers;
    }

    // What the lists say of the file as a whole stands elsewhere; here it is opened.
    private static async Task<IReadOnlyList<CheckedWacz>> ArchivesAsync(IFileTree files, CancellationToken cancellation)
    {
        var archives = new List<CheckedWacz>();
        foreach (var file in files.Files.Where(f => f.Path.EndsWith(".wacz", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                await using var stream = files.Open(file.Path);
                if (!stream.CanSeek)
                    throw new FormatException("It is packed once more, so it can't be opened where it is.");
                archives.Add(await WaczCheck.CheckAsync(new ZipTree(stream), file.Path, cancellation));
            }
            catch (Exception e) when (e is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
            {
                var fault = new CheckedFile(file.Path, FileState.Unreadable, e.Message);
                archives.Add(new CheckedWacz(file.Path, false, null, null, SignatureState.NotChecked, null, 0, [], [fault]));
            }
        }
        return archives;
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

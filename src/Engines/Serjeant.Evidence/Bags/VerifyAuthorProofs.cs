using System.Text;

namespace Serjeant.Evidence;

/// <summary>A proof in a pack, for VERIFY.txt.</summary>
/// <param name="Folder">The exhibit's folder by name.</param>
/// <param name="Later">Whether it was answered after the exhibit was sealed, and so lies beside it.</param>
public sealed record VerifyAuthorProof(string Folder, IAuthorProofKind Kind, bool Later);

/// <summary>The part of VERIFY.txt about author proofs: what each kind shows, and where a later answer lies.</summary>
public static class VerifyAuthorProofs
{
    private const string Folder = "author-proofs";

    /// <summary>Where the later answers about an exhibit's files lie in a pack's <c>data/</c>.</summary>
    public static string FolderOf(string exhibit) => $"{Folder}/{exhibit}";

    /// <summary>The exhibit's folder that a file of a bag holds a later answer of; null for any other file.</summary>
    /// <param name="path">From the bag's own folder.</param>
    internal static string? ExhibitOf(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 2 && parts[0] + '/' == BagWriter.Payload && parts[1] == Folder ? parts[2] : null;
    }

    internal static string Text(int part, IReadOnlyList<VerifyAuthorProof> proofs)
    {
        if (proofs.Count == 0)
            return "";
        var heading = $"{part}. Who signed: author proofs";
        var text = new StringBuilder($"""

            {heading}
            {new string('-', heading.Length)}

            A proof is a file NAME.KIND.json under "proof/" in the exhibit. It names the signed file ("file", "sha256"), which is in the exhibit as it
            came, each signature, the key as it was published ("keyRecord"), who was asked for it ("keysFrom") and when ("checkedAt").
            So it can be checked after the key is gone. Not every proof says that somebody signed: look at each "state".

            """);
        foreach (var kind in proofs.GroupBy(p => p.Kind.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            text.Append($"""

                Kind "{kind.Key}", in {string.Join(", ", kind.Select(p => p.Folder).Distinct())}

                {kind.First().Kind.HowToCheck}

                What "pass" shows: {kind.First().Kind.Shows}
                What it does not show: {kind.First().Kind.ShowsNot}

                """);
        var later = proofs.Where(p => p.Later).Select(p => p.Folder).Distinct().ToList();
        if (later.Count > 0)
            text.Append($"""

                Answered later: {string.Join(", ", later)}

                When these exhibits were sealed the key was not asked for, or nobody answered. It was answered later, and data/{Folder}/ has the proof.
                The exhibits are as they were sealed, so their manifests do not list these files; manifest-sha256.txt does, and
                data/ledger-proof.json has a leaf for each ("exhibit.author-proof-answered") that names the file by its SHA-256 ("sha256").
                What this does not show: that the key was the same when it was signed.

                """);
        return text.ToString();
    }
}

namespace Serjeant.Evidence;

/// <summary>The part of VERIFY.txt about keys of mails that answered only after the exhibit was sealed.</summary>
public static class VerifyMailProofs
{
    private const string Folder = "mail-proofs";

    /// <summary>Where the later answers about an exhibit's mails lie in a pack's <c>data/</c>.</summary>
    public static string FolderOf(string exhibit) => $"{Folder}/{exhibit}";

    /// <summary>The exhibit's folder that a file of a bag holds a later answer of; null for any other file.</summary>
    /// <param name="path">From the bag's own folder.</param>
    internal static string? ExhibitOf(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 2 && parts[0] + '/' == BagWriter.Payload && parts[1] == Folder ? parts[2] : null;
    }

    internal static string Text(int part, IReadOnlyList<string> exhibits)
    {
        if (exhibits.Count == 0)
            return "";
        var heading = $"{part}. Who signed some mails was answered later";
        return $"""

            {heading}
            {new string('-', heading.Length)}

            When these exhibits were sealed the sender's domain did not answer: {string.Join(", ", exhibits)}. It did later, and data/{Folder}/ has
            what it said, with the key record and the time. The exhibits are as they were sealed, so their manifests do not
            list these files; manifest-sha256.txt does, and data/ledger-proof.json has a leaf for each ("exhibit.mail-checked") that
            names the file by its SHA-256 ("sha256").

            What this shows: which domain's key signed the mail in the exhibit, by the key record at that later time.
            What it does not show: that the key was the same when the mail was sent, or which person wrote it.

            """;
    }
}

using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// Writes VERIFY.txt: how anyone can check a pack with tools that are not ours, and how far each check goes.
/// </summary>
/// <param name="BagName">The bag's folder in the zip; letters, digits, full stops, hyphens and underscores, since it goes into commands.</param>
/// <param name="OfficeName">Whose pack it is.</param>
/// <param name="HasLedgerProof">Whether <c>data/ledger-proof.json</c> is in it.</param>
/// <param name="LedgerKeyPem">The ledger's public key as PEM, to be compared with one got another way; null without a proof.</param>
/// <param name="Checkpoint">The signed checkpoint's text; null without a proof.</param>
/// <param name="ExampleExhibit">The folder of one of the exhibits, or of a redacted copy in it; each part spelt like <paramref name="BagName"/>.</param>
public sealed record VerifyText(
    string BagName, string OfficeName, bool HasLedgerProof, string? LedgerKeyPem, string? Checkpoint, string ExampleExhibit = "JS-1")
{
    public const string FileName = "VERIFY.txt";

    /// <summary>The time-stamps in the pack.</summary>
    public IReadOnlyList<VerifyTimeStamp> TimeStamps { get; init; } = [];

    /// <summary>The web archives in the pack.</summary>
    public IReadOnlyList<VerifyArchive> Archives { get; init; } = [];

    /// <summary>The folders of exhibits of which the pack holds redacted copies only.</summary>
    public IReadOnlyList<string> HeldBack { get; init; } = [];

    /// <summary>The author proofs in the pack.</summary>
    public IReadOnlyList<VerifyAuthorProof> AuthorProofs { get; init; } = [];

    /// <exception cref="ArgumentException">A name holds what a shell would take for something else.</exception>
    public byte[] ToBytes()
    {
        if (!IsPlain(BagName) || !ExampleExhibit.Split('/').All(IsPlain) || !HeldBack.Concat(AuthorProofs.Select(p => p.Folder)).All(IsPlain) || !Archives.All(a => IsPlain(a.Folder))
            || !TimeStamps.Concat(Archives.SelectMany(a => a.TimeStamps)).All(s => s.Folder.Split('/').All(IsPlain) && IsPlain(s.File)))
            throw new ArgumentException("A name in VERIFY.txt must be plain.");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            How to check this pack
            ======================

            Nothing here needs Serjeant, the program that made the pack. The commands are for Linux and macOS; on Windows
            they work in Git Bash or WSL. On macOS, say "shasum -a 256" where it says "sha256sum".

            Office: {OneLine(OfficeName)}

            1. The files have not changed since the pack was made
            -----------------------------------------------------

                unzip -t {BagName}.zip
                unzip {BagName}.zip
                cd {BagName}
                sha256sum -c tagmanifest-sha256.txt
                sha256sum -c manifest-sha256.txt

            Every line must end in "OK". The first list covers the second, and the second covers every file under data/.
            To look at one exhibit by itself:

                cd data/exhibits/{ExampleExhibit}        (or whichever it is)
                sha256sum -c manifest-sha256.txt

            What this shows: no file was damaged, changed or lost after the lists were made.
            What it does not show: that nobody made new lists. For that, compare the SHA-256 of the whole zip with the one
            that the office gave you another way (on paper, by telephone):

                sha256sum {BagName}.zip

            2. What each exhibit claims
            ---------------------------

            Each exhibit's manifest.json says how it came to be, under "claim". "This server saw the page" is a weaker
            claim than "the author wrote this", and no stronger one is made here.

            """);
        text.Append(HasLedgerProof ? LedgerSteps() : "\nThis pack holds no ledger proof.\n");
        var part = HasLedgerProof ? 4 : 3;
        text.Append(VerifyTimeStamps.Text(part++, TimeStamps));
        if (VerifyArchives.Text(part, Archives) is { Length: > 0 } archives)
        {
            text.Append(archives);
            part++;
        }
        if (VerifyRedacted.Text(part, HeldBack) is { Length: > 0 } redacted)
        {
            text.Append(redacted);
            part++;
        }
        text.Append(VerifyAuthorProofs.Text(part, AuthorProofs));
        return Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\n"));
    }

    private string LedgerSteps() => $$"""

        3. The exhibits were recorded in the office's ledger
        ----------------------------------------------------

        data/ledger-proof.json holds the ledger's entries for these exhibits, and a signed statement of the whole
        ledger at the time (its "checkpoint"). To check the signature, save the three lines between the marks to
        checkpoint.txt, each ended by a newline:

        -----
        {{CheckpointText()}}-----

        and this to ledger-key.pem:

        {{LedgerKeyPem?.TrimEnd()}}

        Then:

            echo '{{SignatureBase64()}}' | base64 -d | tail -c +5 > checkpoint.sig
            openssl dgst -sha256 -verify ledger-key.pem -signature checkpoint.sig checkpoint.txt

        It must say "Verified OK". Ask the office, another way, whether that key is its own.

        Each "leaf" in ledger-proof.json names an exhibit's manifest by its SHA-256 ("manifest-sha256"):

            sha256sum data/exhibits/{{ExampleExhibit}}/manifest.json

        The "path" leads from the leaf to the root in the checkpoint, as in RFC 9162 section 2.1.3.2: a leaf's hash is
        SHA-256 of a zero byte and the leaf; a node's is SHA-256 of a byte of value one, the left hash and the right.

        What this shows: the exhibits were recorded before the checkpoint was signed, and not changed since.
        What it does not show: that what was recorded was the truth at the time.

        """;

    private string CheckpointText() => Checkpoint is null ? "" : Checkpoint[..(Checkpoint.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)];

    private string SignatureBase64() => Checkpoint?.TrimEnd('\n').Split(' ')[^1] ?? "";

    private static bool IsPlain(string name) =>
        name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

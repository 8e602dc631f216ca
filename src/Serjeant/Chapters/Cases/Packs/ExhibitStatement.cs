using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>
/// What an exhibit shows and what it does not, in words for an officer. No more is claimed than follows from how it came, how that went and
/// who vouches for it: evidence that claims too much is worth less. A source, an outcome or a provenance without words of its own throws:
/// better no pack than one that says of it what is true of another.
/// </summary>
/// <param name="Shows">Sentences.</param>
/// <param name="ShowsNot">Sentences.</param>
/// <param name="SignedOut">Whether it was seen without an account: Yes, No, Not known or Not asked.</param>
/// <param name="How">By which fact that is known, or why it is not.</param>
public sealed record ExhibitStatement(IReadOnlyList<string> Shows, IReadOnlyList<string> ShowsNot, string SignedOut, string How)
{
    /// <param name="exhibit">With its files.</param>
    /// <param name="manifest">The sealed facts; null where they can't be read, and then less is said.</param>
    /// <exception cref="ArgumentException">There are no words for what it is.</exception>
    public static ExhibitStatement Of(Exhibit exhibit, ExhibitManifest? manifest, bool timeStamped)
    {
        if (manifest is not null && !Fits(exhibit.Source, manifest.Provenance))
            throw new ArgumentException($"An exhibit of the source {exhibit.Source} can’t have the provenance {manifest.Provenance}.", nameof(manifest));
        var said = exhibit.Source switch
        {
            ExhibitSource.ServerCapture => ServerStatement.OfCapture(exhibit, manifest),
            ExhibitSource.Look => ServerStatement.OfLook(exhibit),
            ExhibitSource.Browser => OfBrowser(exhibit),
            ExhibitSource.Upload => OfUpload(exhibit),
            ExhibitSource.Message => OfMessage(exhibit),
            ExhibitSource.Comment => OfComment(exhibit),
            _ => throw new ArgumentOutOfRangeException(nameof(exhibit), exhibit.Source, "There are no words for what such an exhibit shows."),
        };
        string[] shows = [said.Shows, "That the files have not changed since they were sealed: each has its SHA-256 in the manifest, and the manifest’s own stands in the office’s ledger."];
        return timeStamped
            ? new([.. shows, "That it was there, as it is, at the time of its time-stamp at the latest: an authority outside the office signed that."], [said.ShowsNot], said.SignedOut, said.How)
            : new(shows, [said.ShowsNot, "Its time, against the office’s own word: no authority outside has time-stamped it."], said.SignedOut, said.How);
    }

    /// <summary>What is said of one kind of exhibit, before what is said of all.</summary>
    internal sealed record Said(string Shows, string ShowsNot, string SignedOut, string How);

    /// <summary>The answer where somebody recorded it, in the words that go with who did.</summary>
    internal static (string Answer, string How) Recorded(bool? signedOut, string yes, string no, string unknown) => signedOut switch
    {
        true => ("Yes", yes),
        false => ("No", no),
        null => ("Not known", unknown),
    };

    internal static ArgumentException NoWords(Exhibit exhibit) =>
        new($"There are no words for what an exhibit of the source {exhibit.Source} with the outcome “{exhibit.Outcome}” shows.", nameof(exhibit));

    private static bool Fits(ExhibitSource source, Provenance provenance) => source switch
    {
        ExhibitSource.ServerCapture or ExhibitSource.Look => provenance == Provenance.SeenByServer,
        ExhibitSource.Browser => provenance == Provenance.SeenByPersonsBrowser,
        ExhibitSource.Upload => provenance == Provenance.SuppliedByPerson,
        ExhibitSource.Message => provenance == Provenance.ReadFromExport,
        ExhibitSource.Comment => provenance == Provenance.ReadInBrowser,
        _ => true, // and has no words either
    };

    private static Said OfBrowser(Exhibit exhibit)
    {
        var shows = exhibit.Outcome switch
        {
            nameof(CaptureOutcome.Captured) => "That a browser of the person named as its maker, in which they had put the office’s extension, sent these files to the office as what it was shown at that address.",
            nameof(CaptureOutcome.Partial) => "That a browser of the person named as its maker, in which they had put the office’s extension, sent these files to the office as what it was shown at that address, as far as they go. The manifest says what is missing.",
            _ => throw NoWords(exhibit),
        };
        var (answer, how) = Recorded(
            exhibit.SeenSignedOut,
            "That browser was signed out: that is the word of the person whose browser it is.",
            "That browser was signed in: that is the word of the person whose browser it is.",
            "A person’s own browser saw it, and whether it was signed in to the site was not recorded. Only that person can say. This server did not look at the page for this exhibit.");
        return new(
            shows,
            "What happened in that browser before it sent the files: that is that person’s word. When the page was seen: those times are by that browser’s own clock; the time it was made here is by the server’s. What others were shown. Who wrote it.",
            answer, how);
    }

    private static Said OfUpload(Exhibit exhibit)
    {
        if (exhibit.Outcome != "Supplied")
            throw NoWords(exhibit);
        var mail = exhibit.Files.Any(f => f.Path.EndsWith(".dkim.json", StringComparison.Ordinal));
        var (answer, how) = Recorded(
            exhibit.SeenSignedOut,
            "The person who supplied it says that they were signed out.",
            "The person who supplied it says that they were signed in.",
            mail
                ? "A person supplied the files, a mail among them. No page was opened for them here."
                : "A person supplied the files. Only they know whether they were signed in; what they said about them is in the manifest’s notes.");
        return new(
            "That a person handed these files to the office, and what they said about them."
                + (mail ? " For each mail among them, what the office found of the signatures of the domains it passed through is in its .dkim.json: one that holds shows that the domain signed that mail." : ""),
            "Where the files come from, when they were made, or that they are what they look like: that is the word of whoever supplied them."
                + (mail ? " A domain’s signature does not show which person wrote the mail." : ""),
            answer, how);
    }

    private static Said OfMessage(Exhibit exhibit)
    {
        if (exhibit.Outcome != nameof(CaptureOutcome.Captured))
            throw NoWords(exhibit);
        var mail = exhibit.Files.Any(f => f.MediaType.StartsWith("message/rfc822", StringComparison.Ordinal));
        return new(
            mail
                ? "What the mailbox, or the file that the office brought in, held of this mail."
                : "What the office was given of this message when it came in.",
            mail
                ? "Who wrote the mail: the sender’s name and address in it can be made up."
                : "That this is what the platform itself holds: where it came from is the office’s word. Who wrote the message.",
            "Not asked",
            mail ? "It is a mail. No page was opened for it." : "It is the message as it came in. This server opened no page for it.");
    }

    private static Said OfComment(Exhibit exhibit) => exhibit.Outcome != nameof(CaptureOutcome.Captured)
        ? throw NoWords(exhibit)
        : new(
            "That the office’s extension, in a person’s own browser, sent these words as what was on a page then: which page, who pressed and when is in the manifest’s notes.",
            "That the page showed just these words, or showed them to others: what happened in that browser is that person’s word, and no picture of the page was taken with them. When they were written, and by which account: that is as the page had it. Who wrote them.",
            "Not asked",
            "The words were read in a person’s own browser, and whether it was signed in to the site was not recorded. This server opened no page for them.");
}

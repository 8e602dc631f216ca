namespace Serjeant.Evidence;

/// <summary>How an exhibit came to be here, and so what it can show.</summary>
public enum Provenance
{
    /// <summary>This server's own browser fetched the page.</summary>
    SeenByServer = 1,

    /// <summary>A person handed over the files.</summary>
    SuppliedByPerson = 2,

    /// <summary>A person's own browser, signed in or not, made the files with our extension.</summary>
    SeenByPersonsBrowser = 3,

    /// <summary>It was read from an export or a mailbox that the office brought in.</summary>
    ReadFromExport = 5,

    /// <summary>The office covered parts of a file of another exhibit and kept the rest; the manifest names that file.</summary>
    Redacted = 6,

    /// <summary>Our extension read the words on a page in a person's own browser, and that person sent them.</summary>
    ReadInBrowser = 7,
}

/// <summary>The exact claim that goes with each provenance. Evidence that claims too much is worth less.</summary>
public static class ProvenanceText
{
    public static string Of(Provenance provenance) => provenance switch
    {
        Provenance.SeenByServer =>
            "This server saw the page at the time stated. It does not show who wrote it or what others were shown.",
        Provenance.SuppliedByPerson =>
            "A person supplied these files. This shows that they have not changed since; it does not show where they came from.",
        Provenance.SeenByPersonsBrowser =>
            "A person's own browser saw the page and sent it. It was hashed before it left that browser; what happened in that browser before is that person's word.",
        Provenance.ReadFromExport =>
            "This was read from an export or mailbox that the office brought in. It shows what that file held; the file's own origin is the office's word.",
        Provenance.Redacted =>
            "The office made this copy of a file of an exhibit and covered parts of it, or found nothing to cover. The file itself, unchanged, is held by the office; only beside it can it be seen that the rest is the same.",
        Provenance.ReadInBrowser =>
            "Our extension read these words on a page in a person's own browser, and that person sent them. It shows what was sent; that the page showed it is that person's word, and who wrote it this does not show.",
        _ => throw new ArgumentOutOfRangeException(nameof(provenance)),
    };
}

namespace Serjeant.Data;

public enum ExhibitSource
{
    /// <summary>This server saw it.</summary>
    ServerCapture = 1,

    /// <summary>A person supplied it.</summary>
    Upload = 2,

    /// <summary>The message as imported: the text and the raw object.</summary>
    Message = 3,

    /// <summary>A person's own browser saw it and sent it with our extension.</summary>
    Browser = 4,

    /// <summary>This server looked again at the address of another exhibit.</summary>
    Look = 5,

    /// <summary>Words of a comment that our extension read on a page in a person's own browser. An exhibit of a message, as <see cref="Message"/> is.</summary>
    Comment = 6,
}

public static class ExhibitSources
{
    /// <summary>The exhibit is a message's own words, however they came; no page was captured for it.</summary>
    public static IReadOnlyList<ExhibitSource> OfMessages { get; } = [ExhibitSource.Message, ExhibitSource.Comment];
}

/// <summary>A piece of evidence with a label, a manifest and files. Write-once: files are added when it is made and never after.</summary>
public sealed class Exhibit : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long? CaseId { get; set; }
    public long? MessageId { get; set; }

    /// <summary>
    /// What it was made from, such as <c>capture:12</c> or <c>message:40</c>. Unique in the office, so that work done again
    /// after a kill finds the exhibit instead of doubling it.
    /// </summary>
    public required string Key { get; set; }

    /// <summary>Maker's initials and number, such as JS/1; a later look at it is JS/1/W1.</summary>
    public required string Label { get; set; }
    public required string Title { get; set; }
    public ExhibitSource Source { get; set; }

    /// <summary>Captured, Partial, NotFound, LoginWall, Blocked, Failed; Supplied; or a look's verdict (<see cref="WatchLook.Verdict"/>).</summary>
    public required string Outcome { get; set; }
    public string? Address { get; set; }
    public string? ProfileAddress { get; set; }

    /// <summary>Null when the profile page is here; else why it is not.</summary>
    public string? ProfileGap { get; set; }

    /// <summary>What was seen signed out; null where it is not known.</summary>
    public bool? SeenSignedOut { get; set; }

    /// <summary>SHA-256 of the manifest, lower-case hexadecimal.</summary>
    public required string ManifestHash { get; set; }
    public long MadeById { get; set; }
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>Set when it may show the abuse of a child: from then on nobody views, downloads or exports it here.</summary>
    public DateTimeOffset? SealedOffAt { get; set; }

    /// <summary>Set when it was destroyed after that, with every file of it; see <see cref="Destruction"/>.</summary>
    public DateTimeOffset? DestroyedAt { get; set; }
    public List<ExhibitFile> Files { get; set; } = [];
}

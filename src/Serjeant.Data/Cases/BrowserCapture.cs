namespace Serjeant.Data;

/// <summary>
/// A capture that a person's own browser made and is sending, file by file. It goes when the exhibit is made: the exhibit's
/// key (<c>browser:TOKEN</c>) then says that the work is done.
/// </summary>
public sealed class BrowserCapture : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long PersonId { get; set; }

    /// <summary>Drawn in the browser when the capture was made: the same capture sent twice makes one exhibit.</summary>
    public Guid Token { get; set; }
    public long CaseId { get; set; }

    /// <summary>What the browser says of the pages, as JSON.</summary>
    public required string Facts { get; set; }
    public DateTimeOffset FirstSentAt { get; set; }
    public List<BrowserCaptureFile> Files { get; set; } = [];
}

/// <summary>One file of it. The hash was taken in the browser, before the file left it.</summary>
public sealed class BrowserCaptureFile : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long BrowserCaptureId { get; set; }
    public required string Path { get; set; }
    public long Bytes { get; set; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public required string Hash { get; set; }

    /// <summary>Null until this capture itself has sent these very bytes: that the vault has them from elsewhere doesn't count.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }
}

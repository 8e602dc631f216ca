namespace Serjeant.Data;

public enum AuthorProofRetryState
{
    /// <summary>A key could not be asked for; it is asked for again.</summary>
    Waiting = 0,

    /// <summary>Asked again, and answered.</summary>
    Done = 1,

    /// <summary>Not answered for so long that it is asked for no more.</summary>
    GivenUp = 2,
}

/// <summary>
/// A signed file (mostly a mail) whose keys were not, or could not be, asked for when its exhibit was made. The exhibit is write-once, so the later answer lies beside it, named by this row.
/// </summary>
public sealed class AuthorProofRetry : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ExhibitId { get; set; }

    /// <summary>The signed file's place in the exhibit.</summary>
    public required string Path { get; set; }
    public AuthorProofRetryState State { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset NextTryAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>What the answer says, a sentence a line; null until there is one. Names of domains in it are from outside.</summary>
    public string? Said { get; set; }

    /// <summary>SHA-256 of the answer, lower-case hexadecimal; its bytes are in the vault under it.</summary>
    public string? Hash { get; set; }
    public long Bytes { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}

namespace Serjeant.Data;

/// <summary>One entry that could not be brought in, or came in with a remark, and why.</summary>
public sealed class ImportProblem : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ImportJobId { get; set; }

    /// <summary>File, and line or entry within it.</summary>
    public required string Where { get; set; }
    public required string Reason { get; set; }

    /// <summary>False for a remark: the message came in all the same.</summary>
    public bool Lost { get; set; } = true;
}

using Serjeant.Moderation;

namespace Serjeant.Data;

/// <summary>One suggestion of the engine about one message, kept as it was made.</summary>
public sealed class MessageFinding : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long MessageId { get; set; }
    public required string Rule { get; set; }
    public Category Category { get; set; }
    public int Severity { get; set; }
    public double Confidence { get; set; }
    public required string Reason { get; set; }

    /// <summary>UTF-16 offset into <see cref="Message.Text"/>.</summary>
    public int Start { get; set; }
    public int Length { get; set; }

    /// <summary>False when a person took it away.</summary>
    public bool Stands { get; set; } = true;

    /// <summary>Set when a person added it.</summary>
    public long? AddedById { get; set; }

    /// <summary>Who took it away, and why; null while it stands.</summary>
    public long? RemovedById { get; set; }
    public string? RemovedWhy { get; set; }
}

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

    /// <summary>The judge's own confidence, where the office's decisions changed it; null where they didn't.</summary>
    public double? BeforeLearning { get; set; }

    /// <summary>Why they did: so many like it were left, out of so many, found by the same rule or of the same category.</summary>
    public int? LearnedLeft { get; set; }
    public int? LearnedOf { get; set; }
    public bool? LearnedSameRule { get; set; }

    /// <summary>False when a person took it away.</summary>
    public bool Stands { get; set; } = true;

    /// <summary>Set when a person added it.</summary>
    public long? AddedById { get; set; }

    /// <summary>Who took it away, and why; null while it stands.</summary>
    public long? RemovedById { get; set; }
    public string? RemovedWhy { get; set; }

    /// <summary>When a person added it or took it away.</summary>
    public DateTimeOffset? CorrectedAt { get; set; }
}

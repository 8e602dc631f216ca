namespace Serjeant.Data;

/// <summary>A time-stamp authority that the office switched on. Without one nothing is sent to anybody.</summary>
public sealed class TimestampAuthority : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public required string Name { get; set; }
    public required string Address { get; set; }

    /// <summary>The lowest is asked first.</summary>
    public int Position { get; set; }
    public long AddedById { get; set; }
    public DateTimeOffset AddedAt { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>What went wrong the last time; null when it answered well.</summary>
    public string? Problem { get; set; }

    /// <summary>How often it failed in a row, and until when it is left alone for it.</summary>
    public int Failures { get; set; }
    public DateTimeOffset? RestUntil { get; set; }
}

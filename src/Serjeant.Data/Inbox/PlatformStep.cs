using Serjeant.Moderation;

namespace Serjeant.Data;

/// <summary>A step that a person does by hand on the platform, with a link, ticked when done.</summary>
public sealed class PlatformStep : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long MessageId { get; set; }
    public long DecisionId { get; set; }
    public Platform Platform { get; set; }
    public DecisionKind Kind { get; set; }
    public string? Address { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public long? DoneById { get; set; }

    /// <summary>Set when the decision was undone before anybody did the step.</summary>
    public DateTimeOffset? CancelledAt { get; set; }
}

namespace Serjeant.Data;

/// <summary>One version of the office's published protocol: what is welcome and what is acted on.</summary>
public sealed class Protocol : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public int Version { get; set; }

    /// <summary>The template it came from: <c>a-community-guidelines</c> or <c>b-ground-rules</c>.</summary>
    public required string Template { get; set; }
    public required string Title { get; set; }
    public required string Intro { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it came into force; null for a draft. The latest one in force is the one that rules are cited from.</summary>
    public DateTimeOffset? InForceAt { get; set; }
    public List<ProtocolRule> Rules { get; set; } = [];
}

using Serjeant.Moderation;

namespace Serjeant.Data;

/// <summary>How one office wants its messages judged. No row is the usual: every category is looked for, and nothing is learned.</summary>
public sealed class JudgingSettings : IOfficeOwned
{
    public long OfficeId { get; set; }

    /// <summary>The categories that are switched off, as <see cref="CategoryBits"/> packs them.</summary>
    public long Off { get; set; }

    /// <summary>True when the office's own decisions count.</summary>
    public bool Learns { get; set; }

    /// <summary>Decisions before this were forgotten; null when none were.</summary>
    public DateTimeOffset? LearnsFrom { get; set; }

    /// <summary>Goes up with each change, so that what was judged before it is told from what was judged after.</summary>
    public int Version { get; set; }

    public bool IsOff(Category category) => (Off & CategoryBits.Of(category)) != 0;
}

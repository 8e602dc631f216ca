namespace Serjeant.Data;

/// <summary>
/// A backup of the whole desk that <c>serjeant backup make</c> began, so that a page can say which of them still hold what was destroyed.
/// Of no office: it holds all of them.
/// </summary>
public sealed class MadeBackup
{
    public long Id { get; set; }

    /// <summary>Also in the backup's own <c>backup.json</c>, so that it is known again wherever it was moved to.</summary>
    public Guid Token { get; set; }

    /// <summary>Written before the first byte is copied.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>The last part of the folder's name when it was made.</summary>
    public required string Name { get; set; }

    /// <summary>When everything that had been destroyed until then was purged out of it.</summary>
    public DateTimeOffset? PurgedAt { get; set; }
}

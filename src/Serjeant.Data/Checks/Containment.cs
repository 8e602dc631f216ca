namespace Serjeant.Data;

/// <summary>Something happened before anybody checked: a password entered, a file opened. The steps that follow, each with who does it.</summary>
public sealed class Containment : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>The guide in <c>content/containment/</c> that it follows, such as <c>password</c>.</summary>
    public required string Guide { get; set; }

    /// <summary>The check that it came from; null where there was none.</summary>
    public long? CheckId { get; set; }

    /// <summary>Which account or device, in the words of whoever began it.</summary>
    public string? What { get; set; }

    /// <summary>Whose account or device it is.</summary>
    public long WhoseId { get; set; }
    public long BegunById { get; set; }
    public DateTimeOffset BegunAt { get; set; }

    /// <summary>When the last step was ticked.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
    public List<ContainmentStep> Steps { get; set; } = [];
}

/// <summary>One step. Its words are copied, so that they stay what they were when the guide changes.</summary>
public sealed class ContainmentStep : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ContainmentId { get; set; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    /// <summary>Its id in the guide.</summary>
    public required string Step { get; set; }
    public required string Title { get; set; }
    public required string Text { get; set; }

    /// <summary>Who usually does it, in words.</summary>
    public required string Usually { get; set; }

    /// <summary>Who was given it.</summary>
    public long? OwnerId { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public long? DoneById { get; set; }
}

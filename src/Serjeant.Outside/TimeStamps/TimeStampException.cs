namespace Serjeant.Outside.TimeStamps;

/// <summary>No time-stamp, or none that holds. The message is one plain sentence for a page, without a full stop at its end.</summary>
public sealed class TimeStampException : Exception
{
    /// <summary>For a failure that has no underlying exception.</summary>
    public TimeStampException(string message)
        : base(message)
    {
    }

    /// <summary>For a failure that has one.</summary>
    public TimeStampException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

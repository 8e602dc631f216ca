namespace Serjeant.Outside.Chromium;

/// <summary>No browser could be started. The message is plain English and says what to do.</summary>
public sealed class ChromiumUnavailableException : Exception
{
    /// <summary>For a reason known before the browser was started.</summary>
    public ChromiumUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>For a browser that did not start.</summary>
    public ChromiumUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

namespace Serjeant.Outside.Storage;

/// <summary>Evidence could not be stored or opened. The message is plain English and holds no key, name or content.</summary>
public sealed class VaultException : Exception
{
    /// <summary>For a failure that has no underlying exception.</summary>
    public VaultException(string message)
        : base(message)
    {
    }

    /// <summary>For a failure that has one.</summary>
    public VaultException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

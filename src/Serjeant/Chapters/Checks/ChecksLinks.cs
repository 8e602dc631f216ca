namespace Serjeant.Chapters.Checks;

/// <summary>Every address of the checks.</summary>
public static class ChecksLinks
{
    public const string Mail = "/checks";
    public const string Forwarding = "/checks/forwarding";
}

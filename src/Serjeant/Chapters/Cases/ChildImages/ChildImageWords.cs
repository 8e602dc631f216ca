namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>Where a possible image of child abuse is taken, in one line for answers that have no room for a page.</summary>
internal static class ChildImageWords
{
    public const string Route = "Do not screenshot it, save it or send it on. If a child may be in danger now, call 999. Otherwise call 101, or report the address to the Internet Watch Foundation at https://report.iwf.org.uk/.";
}

namespace Serjeant.Chapters.Demo;

public static class DemoLinks
{
    /// <summary>Where somebody chooses who to be. It exists only when the desk was started with <c>--demo</c>.</summary>
    public static string Choose() => "/demo";
}

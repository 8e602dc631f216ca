namespace Serjeant.Chapters.Today;

public static class TodayLinks
{
    public const string Today = "/";
}

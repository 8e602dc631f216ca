using Serjeant.Shell.Layout;

namespace Serjeant.Chapters.Today;

internal static class TodaySetUp
{
    public static void AddToday(this IServiceCollection services) =>
        services.AddChapter(new ChapterLink("Today", TodayLinks.Today, ChapterOrder.Today, "today"));
}

using Serjeant.Chapters.Plans.Judging;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Shell.Access;
using Serjeant.Shell.Layout;

namespace Serjeant.Chapters.Plans;

internal static class PlansSetUp
{
    public static void AddPlans(this IServiceCollection services)
    {
        services.AddChapter(new ChapterLink("Plans", PlansLinks.Protocol, ChapterOrder.Plans, "plans", Permission.SeeProtocol));
        services.AddScoped<ProtocolChanges>();
        services.AddScoped<JudgingChanges>();
        services.AddSingleton(_ => Shipped.Figures());
    }
}

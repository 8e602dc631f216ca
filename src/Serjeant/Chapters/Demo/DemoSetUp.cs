using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.Demo;

internal static class DemoSetUp
{
    public static void AddDemo(this IServiceCollection services, DeskOptions options)
    {
        if (options.Demo)
            services.AddScoped<DemoOffice>();
    }
}

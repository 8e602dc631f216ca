using Serjeant.Chapters.Checks.Links;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Mail;
using Serjeant.Mail.Links;
using Serjeant.Shell.Access;
using Serjeant.Shell.Layout;

namespace Serjeant.Chapters.Checks;

internal static class ChecksSetUp
{
    public static void AddChecks(this IServiceCollection services)
    {
        // Read when the first mail is checked: a desk that checks none needs no rules in memory.
        services.AddSingleton(new Lazy<MailJudge>(Shipped.MailJudge));
        services.AddScoped<MailChecks>();
        services.AddSingleton(new Lazy<LinkJudge>(Shipped.LinkJudge));
        services.AddScoped<LinkChecks>();
        services.AddChapter(new ChapterLink("Checks", ChecksLinks.Mail, ChapterOrder.Checks, "checks", Permission.UseTheDesk));
    }
}

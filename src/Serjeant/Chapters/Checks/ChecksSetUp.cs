using Serjeant.Chapters.Checks.Aimed;
using Serjeant.Chapters.Checks.Contacts;
using Serjeant.Chapters.Checks.Contain;
using Serjeant.Chapters.Checks.Dropped;
using Serjeant.Chapters.Checks.History;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Learning;
using Serjeant.Chapters.Checks.Links;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Mailboxes;
using Serjeant.Chapters.Checks.MailSignIn;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Mail;
using Serjeant.Mail.Links;
using Serjeant.Mail.Looking;
using Serjeant.Mail.Rules;
using Serjeant.Outside.Looking;
using Serjeant.Shell.Access;
using Serjeant.Shell.Hosting;
using Serjeant.Shell.Layout;
using Serjeant.Workers;

namespace Serjeant.Chapters.Checks;

internal static class ChecksSetUp
{
    public static void AddChecks(this IServiceCollection services, DeskOptions options)
    {
        // Read when the first mail is checked: a desk that checks none needs no rules in memory.
        // Rules and lists once for both judges.
        var rules = new Lazy<MailRuleSet>(Shipped.MailRuleSet);
        var tables = new Lazy<MailTables>(Shipped.MailTables);
        services.AddSingleton(tables);
        services.AddSingleton(new Lazy<MailJudge>(() => Shipped.MailJudge(rules.Value, tables.Value)));
        services.AddSingleton(new Lazy<LinkJudge>(() => new LinkJudge(rules.Value, tables.Value)));
        services.AddSingleton(new Lazy<LookJudge>(() => new LookJudge(rules.Value, tables.Value)));
        services.AddSingleton<MailboxSignal>();
        services.AddSingleton<LookBell>();
        services.AddSingleton<LinkLooker>();
        services.AddScoped<LinkLooks>();
        services.AddScoped<LookRun>();
        services.AddScoped<CheckContext>();
        services.AddScoped<MailChecks>();
        services.AddScoped<SenderLookUps>();
        services.AddScoped<LookUpsAgain>();
        services.AddScoped<SenderSettings>();
        services.AddScoped<CheckKeeper>();
        services.AddScoped<CheckRemoval>();
        services.AddScoped<CheckRetention>();
        services.AddScoped<CheckReader>();
        services.AddScoped<CheckCalls>();
        services.AddScoped<CheckReports>();
        services.AddScoped<AimedChecks>();
        services.AddScoped<CheckListing>();
        services.AddScoped<ContactBookEditing>();
        services.AddScoped<GenuineRequests>();
        services.AddSingleton<ContainmentGuides>();
        services.AddScoped<Containments>();
        services.AddScoped<MailboxJobs>();
        services.AddScoped<MailboxRun>();
        services.AddScoped<LinkChecks>();
        services.AddSingleton<ContactKeys>();
        services.AddSingleton<LearnedContacts.Cache>();
        services.AddScoped<LearnedContacts>();
        services.AddScoped<LearningJobs>();
        services.AddSingleton<CarriedPassword>();
        services.AddScoped<LearningRun>();
        services.AddSingleton<ProviderSignIn>();
        services.AddScoped<ProviderGrants>();
        services.AddSingleton<DropPaths>();
        services.AddSingleton<DropSightings>();
        services.AddScoped<DropTurn>();
        services.AddScoped<DropFolders>();
        services.AddChapter(new ChapterLink("Checks", ChecksLinks.Mail, ChapterOrder.Checks, "checks", Permission.UseTheDesk));
        if (options.RunWorkers)
        {
            services.AddHostedService<MailboxCheckWorker>();
            services.AddHostedService<DropFolderWorker>();
            services.AddHostedService<LearningWorker>();
            services.AddHostedService<LookWorker>();
        }
    }
}

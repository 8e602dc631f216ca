using Serjeant.Chapters.Inbox.Authors;
using Serjeant.Chapters.Inbox.Casework;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Inbox.Live;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Inbox.Replies;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Shell.Access;
using Serjeant.Shell.Layout;

namespace Serjeant.Chapters.Inbox;

internal static class InboxSetUp
{
    public static void AddInbox(this IServiceCollection services)
    {
        services.AddChapter(new ChapterLink("Inbox", InboxLinks.Queue, ChapterOrder.Inbox, "inbox", Permission.SeeMessages));
        services.AddSingleton<UrgentWatch>();
        services.AddScoped<SavedViews>();
        services.AddScoped<Uncover>();
        services.AddScoped<StepWriter>();
        services.AddScoped<DecisionWriter>();
        services.AddScoped<Decide>();
        services.AddScoped<UndoDecision>();
        services.AddScoped<TickSteps>();
        services.AddScoped<CategoryCorrections>();
        services.AddScoped<AuthorLinking>();
        services.AddSingleton<StandardReplies>();
        services.AddSingleton<StepGuides>();
        services.AddScoped<CaseworkFiles>();
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.CaseList;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.FromBrowser;
using Serjeant.Chapters.Cases.NewCase;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Chapters.Cases.PoliceGuide;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Chapters.Cases.Reports;
using Serjeant.Chapters.Cases.Sharing;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Evidence;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Hosting;
using Serjeant.Shell.Layout;
using Serjeant.Shell.Pages;
using Serjeant.Workers;

namespace Serjeant.Chapters.Cases;

internal static class CasesSetUp
{
    public static void AddCases(this IServiceCollection services, DeskOptions options)
    {
        services.TryAddSingleton<IBlobStore>(new DiskBlobs(options.Folder("evidence")));
        services.TryAddSingleton(of => new EvidenceVault(of.GetRequiredService<IBlobStore>()));
        services.TryAddSingleton<VaultKeys>();
        services.AddSingleton(LawLines.Load(Path.Combine(AppContext.BaseDirectory, "content", "law")));
        services.AddScoped<OfficeVault>();
        services.AddScoped<ExhibitMaker>();
        services.AddScoped<SealedMarks>();
        services.AddScoped<SealedQuotes>();
        services.AddScoped<ChildImageCases>();
        services.AddScoped<Arrivals>();
        services.AddScoped<SealingOff>();
        services.AddScoped<MessageEvidence>();
        services.TryAddSingleton<IDomainNames>(_ => new DomainNames());
        services.AddSingleton<IAuthorProofKind, DkimProofKind>();
        services.AddScoped<AuthorProofs>();
        services.AddScoped<AuthorProofQueue>();
        services.AddScoped<AuthorProofRun>();
        if (options.RunWorkers)
            services.AddHostedService<AuthorProofWorker>();
        services.AddScoped<ExhibitUpload>();
        services.AddScoped<ExhibitAccess>();
        services.AddScoped<Redactions>();
        services.AddScoped<DestructionRemoval>();
        services.AddScoped<Destructions>();
        services.AddScoped<RestoredDestructions>();
        services.AddScoped<OnDisk>();
        services.AddScoped<LooseExhibits>();
        services.AddScoped<CaptureRequests>();
        services.AddScoped<MessageCapture>();
        services.AddScoped<CasePages>();
        services.AddScoped<CaptureLine>();
        services.AddScoped<BrowserCaptures>();
        services.AddScoped<Watches>();
        services.AddScoped<CaseOpening>();
        services.AddScoped<CaseReader>();
        services.AddScoped<CaseChanges>();
        services.AddScoped<CaseAlerts>();
        services.AddScoped<CaseListing>();
        services.AddScoped<CaseReports>();
        services.AddScoped<PackMaker>();
        services.AddScoped<PackDownloads>();
        services.AddSingleton<PackPasswords>();
        services.AddSingleton<PackThumbnails>();
        services.AddScoped<ViewText>();
        services.AddChapter(new ChapterLink("Cases", CasesLinks.List(), ChapterOrder.Cases, "cases", Permission.SeeCases));
    }
}

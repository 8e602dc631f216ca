using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data.Schema;

namespace Serjeant.Data;

/// <summary>
/// Everything the program stores. <see cref="OfficeScope"/> says whose rows can be seen: until it is set, none can. Work
/// that truly crosses offices says so with <c>IgnoreQueryFilters(["office"])</c>.
/// </summary>
public sealed class SerjeantDb(DbContextOptions<SerjeantDb> options) : IdentityUserContext<Person, long>(options)
{
    /// <summary>The office whose rows this context shows; null shows none.</summary>
    public long? OfficeScope { get; set; }

    public bool IsSqlite => Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    public DbSet<Office> Offices => Set<Office>();
    public DbSet<OfficeContact> OfficeContacts => Set<OfficeContact>();
    public DbSet<ProcessingPurpose> ProcessingPurposes => Set<ProcessingPurpose>();
    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    public DbSet<OfficeSigningKey> OfficeSigningKeys => Set<OfficeSigningKey>();
    public DbSet<TimestampAuthority> TimestampAuthorities => Set<TimestampAuthority>();
    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();
    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();
    public DbSet<PairedBrowser> PairedBrowsers => Set<PairedBrowser>();

    public DbSet<Protocol> Protocols => Set<Protocol>();
    public DbSet<ProtocolRule> ProtocolRules => Set<ProtocolRule>();
    public DbSet<JudgingSettings> JudgingSettings => Set<JudgingSettings>();

    public DbSet<Message> Messages => Set<Message>();
    public DbSet<MessageRaw> MessageRaws => Set<MessageRaw>();
    public DbSet<MessageFinding> MessageFindings => Set<MessageFinding>();
    public DbSet<Author> Authors => Set<Author>();
    public DbSet<AuthorLink> AuthorLinks => Set<AuthorLink>();
    public DbSet<TextGroup> TextGroups => Set<TextGroup>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<PlatformStep> PlatformSteps => Set<PlatformStep>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<Uncovering> Uncoverings => Set<Uncovering>();
    public DbSet<ImportJob> ImportJobs => Set<ImportJob>();
    public DbSet<ImportProblem> ImportProblems => Set<ImportProblem>();
    public DbSet<Rejudging> Rejudgings => Set<Rejudging>();
    public DbSet<MessageBatch> MessageBatches => Set<MessageBatch>();

    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseMessage> CaseMessages => Set<CaseMessage>();
    public DbSet<CaseEvent> CaseEvents => Set<CaseEvent>();
    public DbSet<CaseReport> CaseReports => Set<CaseReport>();
    public DbSet<Capture> Captures => Set<Capture>();
    public DbSet<BrowserCapture> BrowserCaptures => Set<BrowserCapture>();
    public DbSet<BrowserCaptureFile> BrowserCaptureFiles => Set<BrowserCaptureFile>();
    public DbSet<Exhibit> Exhibits => Set<Exhibit>();
    public DbSet<ExhibitCounter> ExhibitCounters => Set<ExhibitCounter>();
    public DbSet<CaseAlert> CaseAlerts => Set<CaseAlert>();
    public DbSet<ExhibitFile> ExhibitFiles => Set<ExhibitFile>();
    public DbSet<AuthorProofRetry> AuthorProofRetries => Set<AuthorProofRetry>();
    public DbSet<ExhibitTimestamp> ExhibitTimestamps => Set<ExhibitTimestamp>();
    public DbSet<ExhibitWatch> ExhibitWatches => Set<ExhibitWatch>();
    public DbSet<WatchLook> WatchLooks => Set<WatchLook>();
    public DbSet<WatchedSite> WatchedSites => Set<WatchedSite>();
    public DbSet<Redaction> Redactions => Set<Redaction>();
    public DbSet<CustodyEntry> CustodyEntries => Set<CustodyEntry>();
    public DbSet<Pack> Packs => Set<Pack>();
    public DbSet<DoomedBlob> DoomedBlobs => Set<DoomedBlob>();
    public DbSet<Destruction> Destructions => Set<Destruction>();
    public DbSet<SealedMark> SealedMarks => Set<SealedMark>();
    public DbSet<MadeBackup> MadeBackups => Set<MadeBackup>();

    public DbSet<CheckingMailbox> CheckingMailboxes => Set<CheckingMailbox>();
    public DbSet<ForwardedMail> ForwardedMails => Set<ForwardedMail>();
    public DbSet<MessageCheck> MessageChecks => Set<MessageCheck>();
    public DbSet<CheckCall> CheckCalls => Set<CheckCall>();
    public DbSet<GenuineRequest> GenuineRequests => Set<GenuineRequest>();
    public DbSet<CheckSettings> CheckSettings => Set<CheckSettings>();
    public DbSet<MailboxCheck> MailboxChecks => Set<MailboxCheck>();
    public DbSet<ContactLearning> ContactLearnings => Set<ContactLearning>();
    public DbSet<LearnedContact> LearnedContacts => Set<LearnedContact>();
    public DbSet<DropFolder> DropFolders => Set<DropFolder>();
    public DbSet<DroppedFile> DroppedFiles => Set<DroppedFile>();
    public DbSet<Containment> Containments => Set<Containment>();
    public DbSet<ContainmentStep> ContainmentSteps => Set<ContainmentStep>();
    public DbSet<LinkLook> LinkLooks => Set<LinkLook>();
    public DbSet<BookContact> BookContacts => Set<BookContact>();
    public DbSet<WatchedMailbox> WatchedMailboxes => Set<WatchedMailbox>();
    public DbSet<FoundMailRule> FoundMailRules => Set<FoundMailRule>();

    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();
    public DbSet<LedgerCheckpoint> LedgerCheckpoints => Set<LedgerCheckpoint>();
    public DbSet<SubjectKey> SubjectKeys => Set<SubjectKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        if (IsSqlite)
            builder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        else
            builder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        TeamModel.Configure(builder);
        InboxModel.Configure(builder, IsSqlite);
        CasesModel.Configure(builder);
        MailboxModel.Configure(builder);
        ChecksModel.Configure(builder);
        LedgerModel.Configure(builder);
        TextLimits.Apply(builder);
        FilterByOffice(builder);
    }

    private void FilterByOffice(ModelBuilder builder)
    {
        foreach (var type in builder.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.IsAssignableTo(typeof(IOfficeOwned))).ToList())
            Filter.MakeGenericMethod(type).Invoke(this, [builder]);
    }

    private static readonly System.Reflection.MethodInfo Filter =
        typeof(SerjeantDb).GetMethod(nameof(FilterOne), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private void FilterOne<T>(ModelBuilder builder) where T : class, IOfficeOwned =>
        builder.Entity<T>().HasQueryFilter("office", row => row.OfficeId == OfficeScope);
}

using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

internal static class CasesModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Case>().HasQueryFilter("deleted", c => c.RemovedAt == null);
        builder.Entity<Case>().HasIndex(c => new { c.OfficeId, c.Number }).IsUnique();
        builder.Entity<CaseMessage>().HasKey(c => new { c.CaseId, c.MessageId });
        builder.Entity<CaseMessage>().HasIndex(c => c.MessageId);
        builder.Entity<CaseEvent>().HasIndex(e => new { e.CaseId, e.At });
        builder.Entity<CaseReport>().HasIndex(r => r.CaseId);
        builder.Entity<CaseReport>().HasIndex(r => new { r.OfficeId, r.ChaseOn });
        builder.Entity<Capture>().HasIndex(c => new { c.State, c.LeaseUntil });
        builder.Entity<Capture>().HasIndex(c => c.CaseId);
        builder.Entity<BrowserCapture>().HasIndex(c => new { c.OfficeId, c.Token }).IsUnique();
        builder.Entity<BrowserCapture>().HasMany(c => c.Files).WithOne().HasForeignKey(f => f.BrowserCaptureId);
        builder.Entity<BrowserCaptureFile>().HasIndex(f => new { f.BrowserCaptureId, f.Path }).IsUnique();
        builder.Entity<Exhibit>().HasIndex(e => new { e.OfficeId, e.Label }).IsUnique();
        builder.Entity<Exhibit>().HasIndex(e => new { e.OfficeId, e.Key }).IsUnique();
        builder.Entity<ExhibitCounter>().HasKey(c => new { c.OfficeId, c.Initials });
        builder.Entity<CaseAlert>().HasIndex(a => a.CaseId);
        builder.Entity<CaseAlert>().HasIndex(a => new { a.OfficeId, a.ToId, a.SeenAt });
        builder.Entity<Exhibit>().HasIndex(e => e.CaseId);
        builder.Entity<Exhibit>().HasIndex(e => e.MessageId);
        builder.Entity<Exhibit>().HasMany(e => e.Files).WithOne().HasForeignKey(f => f.ExhibitId);
        builder.Entity<ExhibitFile>().HasIndex(f => new { f.ExhibitId, f.Path }).IsUnique();
        builder.Entity<ExhibitFile>().HasIndex(f => new { f.OfficeId, f.Hash });
        builder.Entity<ExhibitTimestamp>().HasIndex(t => t.ExhibitId);
        builder.Entity<ExhibitTimestamp>().HasIndex(t => new { t.State, t.NextTryAt });
        builder.Entity<ExhibitTimestamp>().HasIndex(t => new { t.OfficeId, t.TokenHash });
        builder.Entity<AuthorProofRetry>().HasIndex(r => r.ExhibitId);
        builder.Entity<AuthorProofRetry>().HasIndex(r => new { r.State, r.NextTryAt });
        builder.Entity<AuthorProofRetry>().HasIndex(r => new { r.OfficeId, r.Hash });
        builder.Entity<ExhibitWatch>().HasIndex(w => w.ExhibitId).IsUnique();
        builder.Entity<ExhibitWatch>().HasIndex(w => new { w.State, w.NextLookAt });
        builder.Entity<ExhibitWatch>().HasIndex(w => new { w.OfficeId, w.State, w.NextLookAt });
        builder.Entity<WatchLook>().HasIndex(l => new { l.WatchedId, l.At });
        builder.Entity<WatchLook>().HasIndex(l => new { l.OfficeId, l.At });
        builder.Entity<WatchLook>().HasIndex(l => l.ExhibitId);
        builder.Entity<WatchedSite>().HasIndex(s => s.Host).IsUnique();
        builder.Entity<Redaction>().HasIndex(r => new { r.ExhibitId, r.Number }).IsUnique();
        builder.Entity<Redaction>().HasIndex(r => new { r.OfficeId, r.Token }).IsUnique();
        builder.Entity<Redaction>().HasIndex(r => new { r.OfficeId, r.Hash });
        builder.Entity<CustodyEntry>().HasIndex(c => c.ExhibitId);
        builder.Entity<Pack>().HasIndex(p => p.CaseId);
        builder.Entity<DoomedBlob>().HasIndex(b => b.OfficeId);
        builder.Entity<Destruction>().HasIndex(d => d.ExhibitId).IsUnique();
        builder.Entity<Destruction>().HasMany(d => d.Blobs).WithOne().HasForeignKey(b => b.DestructionId);
        builder.Entity<DestroyedBlob>().HasIndex(b => new { b.OfficeId, b.Hash });
        builder.Entity<SealedMark>().HasIndex(m => new { m.OfficeId, m.Kind, m.Hash }).IsUnique();
        builder.Entity<MadeBackup>().HasIndex(b => b.Token).IsUnique();
    }
}

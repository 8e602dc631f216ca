using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

/// <summary>
/// Index keys must be bounded on both databases. Everything else is bounded where it comes in, so that a person gets an
/// error that names the field and not a database's.
/// </summary>
internal static class TextLimits
{
    public const int Key = 400;

    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<Message>().Property(m => m.ExternalId).HasMaxLength(Key);
        builder.Entity<Message>().Property(m => m.Language).HasMaxLength(35);
        builder.Entity<Author>().Property(a => a.Key).HasMaxLength(Key);
        builder.Entity<BrowserCaptureFile>().Property(f => f.Path).HasMaxLength(Key);
        builder.Entity<BrowserCaptureFile>().Property(f => f.Hash).HasMaxLength(64);
        builder.Entity<Exhibit>().Property(e => e.Label).HasMaxLength(40);
        builder.Entity<Exhibit>().Property(e => e.Key).HasMaxLength(80);
        builder.Entity<ExhibitCounter>().Property(c => c.Initials).HasMaxLength(8);
        builder.Entity<ExhibitFile>().Property(f => f.Path).HasMaxLength(Key);
        builder.Entity<ExhibitFile>().Property(f => f.Hash).HasMaxLength(64);
        builder.Entity<AuthorProofRetry>().Property(r => r.Hash).HasMaxLength(64);
        builder.Entity<ExhibitTimestamp>().Property(t => t.TokenHash).HasMaxLength(64);
        builder.Entity<ExhibitWatch>().Property(w => w.Site).HasMaxLength(260);
        builder.Entity<WatchedSite>().Property(s => s.Host).HasMaxLength(260);
        builder.Entity<Redaction>().Property(r => r.Hash).HasMaxLength(64);
        builder.Entity<DestroyedBlob>().Property(b => b.Hash).HasMaxLength(64);
        builder.Entity<SealedMark>().Property(m => m.Hash).HasMaxLength(64);
        builder.Entity<LedgerEntry>().Property(e => e.SubjectType).HasMaxLength(40);
        builder.Entity<LedgerEntry>().Property(e => e.SubjectId).HasMaxLength(80);
        builder.Entity<LedgerEntry>().Property(e => e.Action).HasMaxLength(60);
        builder.Entity<OfficeSigningKey>().Property(k => k.KeyId).HasMaxLength(64);
        builder.Entity<SubjectKey>().Property(k => k.Subject).HasMaxLength(80);
    }
}

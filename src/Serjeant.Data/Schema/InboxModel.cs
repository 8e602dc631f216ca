using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

internal static class InboxModel
{
    public static void Configure(ModelBuilder builder, bool sqlite)
    {
        builder.Entity<Message>(m =>
        {
            // As a number it is asked for by "= 1". A bare column is a condition that SQLite looks up in no index.
            if (sqlite)
                m.Property(x => x.StandsForGroup).HasConversion<int>();
            m.HasIndex(x => new { x.OfficeId, x.Platform, x.ExternalId }).IsUnique();
            // The queue: order first, then what it is filtered by, so that a page of ids is found without touching the table.
            m.HasIndex(x => new { x.OfficeId, x.State, x.StandsForGroup, x.Rank, x.SentAt, x.Id, x.Platform, x.CategoryBits, x.AuthorId, x.TextKey })
                .HasDatabaseName("IX_Messages_Queue");
            m.HasIndex(x => new { x.OfficeId, x.State, x.Platform, x.CategoryBits });
            // With the author, so that ingest counts the authors of a text without reading their messages.
            m.HasIndex(x => new { x.OfficeId, x.TextKey, x.State, x.AuthorId });
            m.HasIndex(x => new { x.OfficeId, x.AuthorId, x.SentAt });
            m.HasIndex(x => new { x.OfficeId, x.ThreadId, x.SentAt });
            // Few are in another language, so only those are in it.
            m.HasIndex(x => new { x.OfficeId, x.Language, x.State, x.StandsForGroup, x.Rank, x.SentAt, x.Id }).HasFilter("\"Language\" IS NOT NULL");
            m.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId).OnDelete(DeleteBehavior.Restrict);
            m.HasMany(x => x.Findings).WithOne().HasForeignKey(f => f.MessageId);
        });
        builder.Entity<MessageRaw>(r =>
        {
            r.HasKey(x => x.MessageId);
            r.Property(x => x.MessageId).ValueGeneratedNever();
        });
        // What people corrected, of which there is little among many findings.
        builder.Entity<MessageFinding>().HasIndex(f => new { f.OfficeId, f.CorrectedAt }).HasFilter("\"CorrectedAt\" IS NOT NULL");
        builder.Entity<Author>().HasIndex(a => new { a.OfficeId, a.Platform, a.Key }).IsUnique();
        builder.Entity<AuthorLink>().HasIndex(l => new { l.OfficeId, l.AuthorId });
        builder.Entity<AuthorLink>().HasIndex(l => new { l.OfficeId, l.OtherId });
        builder.Entity<TextGroup>(g =>
        {
            g.HasKey(x => new { x.OfficeId, x.TextKey });
            // Pile-ons and campaigns, of which there are few among many groups.
            g.HasIndex(x => new { x.OfficeId, x.Kind, x.LastSentAt });
            // Ingest writes the counts alone; what it works out afterwards starts from these.
            g.Property(x => x.Kind).HasDefaultValue(TextGroupKind.Same);
            g.Property(x => x.Varies).HasDefaultValue(false);
            g.Property(x => x.TotalSeen).HasDefaultValue(0);
        });
        builder.Entity<Decision>().HasIndex(d => d.MessageId);
        builder.Entity<Decision>().HasIndex(d => new { d.OfficeId, d.BatchId });
        builder.Entity<Decision>().HasIndex(d => new { d.OfficeId, d.Kind, d.CaseId });
        builder.Entity<PlatformStep>().HasIndex(s => new { s.OfficeId, s.DoneAt });
        builder.Entity<PlatformStep>().HasIndex(s => s.MessageId);
        builder.Entity<SavedView>().HasIndex(v => new { v.OfficeId, v.PersonId });
        builder.Entity<Uncovering>().HasIndex(u => new { u.OfficeId, u.PersonId, u.At });
        builder.Entity<Uncovering>().HasIndex(u => u.MessageId);
        builder.Entity<ImportJob>().HasIndex(j => new { j.OfficeId, j.State });
        builder.Entity<Rejudging>().HasIndex(r => r.OfficeId).IsUnique();
        builder.Entity<MessageBatch>().HasIndex(b => b.ImportJobId);
        builder.Entity<ImportProblem>().HasIndex(p => p.ImportJobId);
    }
}

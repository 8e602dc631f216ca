using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

internal static class ChecksModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<MessageCheck>(c =>
        {
            c.HasIndex(x => new { x.OfficeId, x.AskedAt, x.Id });
            c.HasIndex(x => new { x.OfficeId, x.MailboxId, x.Number });
            c.HasIndex(x => new { x.OfficeId, x.MessageHash });
            // What is there for an hour only, of which there is little.
            c.HasIndex(x => x.AskedAt).HasFilter("\"KeptAt\" IS NULL").HasDatabaseName("IX_MessageChecks_Passing");
            c.Property(x => x.SenderName).HasMaxLength(400);
            c.Property(x => x.SenderAddress).HasMaxLength(400);
            c.Property(x => x.Subject).HasMaxLength(1_000);
            c.Property(x => x.MessageHash).HasMaxLength(64);
            c.Property(x => x.AimedWhom).HasMaxLength(200);
        });
        builder.Entity<CheckCall>().HasIndex(c => c.CheckId);
        builder.Entity<GenuineRequest>(r =>
        {
            // One waits at most, whoever asks at the same moment.
            r.HasIndex(x => x.CheckId).IsUnique().HasFilter("\"DecidedAt\" IS NULL").HasDatabaseName("IX_GenuineRequests_Waiting");
            r.HasIndex(x => new { x.OfficeId, x.DecidedAt });
            r.Property(x => x.Name).HasMaxLength(200);
        });
        builder.Entity<CheckSettings>().HasKey(s => s.OfficeId);
        builder.Entity<CheckSettings>().Property(s => s.OfficeId).ValueGeneratedNever();
        builder.Entity<MailboxCheck>().HasIndex(m => new { m.State, m.LeaseUntil });
        builder.Entity<MailboxCheck>().HasIndex(m => new { m.OfficeId, m.FileHash });
        builder.Entity<MailboxCheck>().Property(m => m.FileHash).HasMaxLength(64);
        builder.Entity<Containment>().HasIndex(c => new { c.OfficeId, c.FinishedAt, c.BegunAt });
        builder.Entity<Containment>().HasIndex(c => c.CheckId);
        builder.Entity<Containment>().HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.ContainmentId);
        builder.Entity<ContainmentStep>().HasIndex(s => new { s.OfficeId, s.OwnerId, s.DoneAt });
        builder.Entity<ContactLearning>().HasIndex(l => new { l.State, l.LeaseUntil });
        builder.Entity<ContactLearning>().HasIndex(l => l.OfficeId);
        builder.Entity<LearnedContact>(c =>
        {
            c.HasIndex(x => new { x.LearningId, x.AddressHash, x.NameHash }).IsUnique();
            c.HasIndex(x => x.OfficeId);
            c.Property(x => x.AddressHash).HasMaxLength(64);
            c.Property(x => x.NameHash).HasMaxLength(64);
        });
        builder.Entity<LinkLook>().HasIndex(l => new { l.State, l.LeaseUntil });
        builder.Entity<LinkLook>().HasIndex(l => new { l.OfficeId, l.AskedAt });
        builder.Entity<LinkLook>().HasIndex(l => l.CheckId);
        builder.Entity<BookContact>(c =>
        {
            c.HasIndex(x => new { x.OfficeId, x.Name });
            c.HasIndex(x => new { x.OfficeId, x.Address });
            c.Property(x => x.Name).HasMaxLength(200);
            c.Property(x => x.Address).HasMaxLength(320);
            c.Property(x => x.Platform).HasMaxLength(40);
            c.Property(x => x.Handle).HasMaxLength(200);
        });
    }
}

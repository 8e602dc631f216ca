using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

internal static class MailboxModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<CheckingMailbox>().HasIndex(m => m.OfficeId).IsUnique();
        builder.Entity<ForwardedMail>().HasIndex(m => new { m.MailboxId, m.UidValidity, m.Uid }).IsUnique();
        builder.Entity<ForwardedMail>().HasIndex(m => new { m.OfficeId, m.MessageKey }).IsUnique();
        builder.Entity<ForwardedMail>().HasIndex(m => new { m.OfficeId, m.SeenAt });
        builder.Entity<ForwardedMail>().Property(m => m.MessageKey).HasMaxLength(64);
        builder.Entity<DropFolder>().HasIndex(f => f.OfficeId).IsUnique();
        builder.Entity<DroppedFile>().HasIndex(f => new { f.OfficeId, f.Key }).IsUnique();
        builder.Entity<DroppedFile>().HasIndex(f => new { f.OfficeId, f.At });
        builder.Entity<DroppedFile>().Property(f => f.Key).HasMaxLength(32);
        builder.Entity<WatchedMailbox>().HasIndex(m => m.OfficeId);
        builder.Entity<WatchedMailbox>().HasIndex(m => m.NextAt);
        builder.Entity<FoundMailRule>().HasIndex(r => new { r.MailboxId, r.Key }).IsUnique();
        builder.Entity<FoundMailRule>().HasIndex(r => r.OfficeId);
        builder.Entity<FoundMailRule>().Property(r => r.Key).HasMaxLength(64);
    }
}

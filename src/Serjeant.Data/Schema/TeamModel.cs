using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

internal static class TeamModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Person>().ToTable("People");
        builder.Entity<Person>().HasIndex(p => p.OfficeId);
        builder.Entity<IdentityUserClaim<long>>().ToTable("PersonClaims");
        builder.Entity<IdentityUserLogin<long>>().ToTable("PersonLogins");
        builder.Entity<IdentityUserToken<long>>().ToTable("PersonTokens");
        builder.Entity<IdentityUserPasskey<long>>().ToTable("PersonPasskeys");

        builder.Entity<OneTimeLink>().HasIndex(l => l.TokenHash).IsUnique();
        builder.Entity<SignInSession>().HasIndex(s => s.SecretHash).IsUnique();
        builder.Entity<SignInSession>().HasIndex(s => new { s.PersonId, s.EndedAt });
        builder.Entity<RetentionRule>().HasIndex(r => new { r.OfficeId, r.Outcome }).IsUnique();
        builder.Entity<OfficeContact>().HasIndex(c => c.OfficeId);
        builder.Entity<ProcessingPurpose>().HasIndex(c => c.OfficeId);
        builder.Entity<TimestampAuthority>().HasIndex(a => a.OfficeId);
        builder.Entity<OfficeSigningKey>().HasIndex(k => new { k.OfficeId, k.KeyId }).IsUnique();
        builder.Entity<OfficeSigningKey>().HasIndex(k => k.OfficeId).IsUnique().HasFilter("\"ReplacedAt\" IS NULL").HasDatabaseName("IX_OfficeSigningKeys_Current");

        builder.Entity<Protocol>().HasIndex(p => new { p.OfficeId, p.Version }).IsUnique();
        builder.Entity<JudgingSettings>().HasKey(s => s.OfficeId);
        builder.Entity<JudgingSettings>().Property(s => s.OfficeId).ValueGeneratedNever();
        builder.Entity<Protocol>().HasMany(p => p.Rules).WithOne().HasForeignKey(r => r.ProtocolId);
    }
}

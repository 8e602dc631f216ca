using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

internal static class LedgerModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<LedgerEntry>(e =>
        {
            e.HasKey(x => new { x.OfficeId, x.Index });
            e.Property(x => x.Index).ValueGeneratedNever();
            e.HasIndex(x => new { x.OfficeId, x.SubjectType, x.SubjectId });
        });
        builder.Entity<LedgerHead>().HasKey(h => h.OfficeId);
        builder.Entity<LedgerHead>().Property(h => h.OfficeId).ValueGeneratedNever();
        builder.Entity<LedgerCheckpoint>().HasIndex(c => new { c.OfficeId, c.Size });
        builder.Entity<SubjectKey>().HasKey(k => new { k.OfficeId, k.Subject });
    }
}

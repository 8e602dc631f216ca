using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Chapters.Plans;
using Serjeant.Chapters.Team.Keys;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Demo;

/// <summary>
/// Makes the fictional office of <c>--demo</c> once: set up as the wizard would leave it, one person in every role, and messages
/// that came in through the same ingest as anybody's.
/// </summary>
internal sealed class DemoOffice(SerjeantDb db, OfficeChanges changes, VaultKeys keys, VaultRecovery recovery, OfficeSigningKeys signing, MessageIngest ingest, TimeProvider time)
{
    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (await db.Offices.AnyAsync(o => o.IsDemo, cancel))
            return;
        var office = await AddOfficeAsync(cancel);
        db.OfficeScope = office.Id;
        await changes.RunAsync(office.Id, null, async ledger =>
        {
            AddPeople(office);
            AddContacts(office);
            await db.SaveChangesAsync(cancel);
            AddDataProtection(office, await db.Users.Where(p => p.Role == Role.Manager).Select(p => p.Id).SingleAsync(cancel));
            db.Protocols.Add(ProtocolTemplates.All[0].ToProtocol(office.Id, time.GetUtcNow()));
            ledger.Record("office.demonstration-made", "office", office.Id);
            signing.AddFirst(office, ledger);
        }, cancel);
        await ingest.AddAsync(office.Id, null, await DemoMessages.ReadAsync(time.GetUtcNow(), cancel), cancel);
    }

    private async Task<Office> AddOfficeAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var made = keys.Create();
        using (var key = keys.Unlock(made.Wrapped))
            await recovery.KeepRecordAsync(key, made.WrappedForRecovery, cancel);
        var office = new Office
        {
            Politician = "Alex Marlowe MP",
            Role = PoliticianRole.Mp,
            Area = "Westmarch and Linden",
            PublicEmail = "alex@marlowe.example",
            Nation = Nation.England,
            CreatedAt = now,
            SetUpAt = now,
            IsDemo = true,
            EvidenceKey = made.Wrapped,
            EvidenceKeyForRecovery = made.WrappedForRecovery,
            RecoveryKeyPrintedAt = now,
        };
        db.Offices.Add(office);
        await db.SaveChangesAsync(cancel);
        return office;
    }

    private void AddPeople(Office office)
    {
        foreach (var person in DemoPeople.All)
        {
            var email = DemoPeople.EmailOf(person);
            db.Users.Add(new Person
            {
                OfficeId = office.Id,
                DisplayName = person.Name,
                Role = person.Role,
                Initials = person.Initials,
                CreatedAt = time.GetUtcNow(),
                Email = email,
                UserName = email,
                NormalizedEmail = email.ToUpperInvariant(),
                NormalizedUserName = email.ToUpperInvariant(),
                EmailConfirmed = true,
                TwoFactorEnabled = true,
                SecurityStamp = Guid.NewGuid().ToString("N"),
            });
        }
    }

    private void AddContacts(Office office) => db.OfficeContacts.AddRange(
        new OfficeContact { OfficeId = office.Id, Kind = ContactKind.PoliceForce, Name = "Westmarch Police (fictional)", Phone = "01632 960101" },
        new OfficeContact { OfficeId = office.Id, Kind = ContactKind.BridgerOrFord, Name = "PC Dana Holt (fictional)", Phone = "01632 960102", Email = "bridger@westmarch.example" },
        new OfficeContact { OfficeId = office.Id, Kind = ContactKind.MembersSecurity, Name = "Members’ security desk (fictional)", Phone = "01632 960103" },
        new OfficeContact { OfficeId = office.Id, Kind = ContactKind.Deputy, Name = "Tom Bright", Phone = "01632 960104" });

    private void AddDataProtection(Office office, long managerId)
    {
        foreach (var purpose in SuggestedPurposes.For(office.Role))
        {
            db.ProcessingPurposes.Add(new ProcessingPurpose
            {
                OfficeId = office.Id,
                Purpose = purpose.Purpose,
                Article6 = purpose.Article6,
                Article9 = purpose.Article9,
                Article10 = purpose.Article10,
                RecordedById = managerId,
                RecordedAt = time.GetUtcNow(),
            });
        }
        foreach (var (outcome, _, _, days) in RetentionWords.All)
            db.RetentionRules.Add(new RetentionRule { OfficeId = office.Id, Outcome = outcome, Days = days });
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Data.Schema;

namespace Serjeant.Lab.Ingest;

/// <summary>An office that is set up, with a manager, in a database that may be empty.</summary>
internal static class LabOffice
{
    public static async Task<long> AddAsync(DatabaseChoice database, CancellationToken cancel)
    {
        await using var db = new SerjeantDb(database.StandaloneOptions());
        await DatabaseSetUp.PrepareAsync(db, cancel);
        var now = TimeProvider.System.GetUtcNow();
        var office = new Office
        {
            Politician = "Lab Example",
            Role = PoliticianRole.Mp,
            Area = "Exampleshire",
            PublicEmail = "office@example.org",
            Nation = Nation.England,
            CreatedAt = now,
            SetUpAt = now,
        };
        db.Offices.Add(office);
        await db.SaveChangesAsync(cancel);
        db.Users.Add(new Person
        {
            OfficeId = office.Id,
            DisplayName = "Lab manager",
            Initials = "LM",
            Role = Role.Manager,
            CreatedAt = now,
            Email = "lab@example.org",
            UserName = "lab@example.org",
            NormalizedEmail = "LAB@EXAMPLE.ORG",
            NormalizedUserName = "LAB@EXAMPLE.ORG",
            EmailConfirmed = true,
            TwoFactorEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        });
        await db.SaveChangesAsync(cancel);
        return office.Id;
    }

    /// <summary>The cookie of a manager's session.</summary>
    public static async Task<string> SignInAsync(DatabaseChoice database, long officeId, CancellationToken cancel)
    {
        await using var db = new SerjeantDb(database.StandaloneOptions()) { OfficeScope = officeId };
        var person = await db.Users.SingleAsync(cancel);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = TimeProvider.System.GetUtcNow();
        db.SignInSessions.Add(new SignInSession
        {
            OfficeId = officeId,
            PersonId = person.Id,
            SecretHash = SHA256.HashData(Encoding.ASCII.GetBytes(secret)),
            StartedAt = now,
            LastSeenAt = now,
            FreshAt = now,
            Method = "passkey",
            Device = "The lab",
        });
        await db.SaveChangesAsync(cancel);
        return "serjeant=" + secret;
    }

    /// <summary>Views that a person kept: every page of the queue lists them.</summary>
    public static async Task SaveViewsAsync(DatabaseChoice database, long officeId, CancellationToken cancel)
    {
        await using var db = new SerjeantDb(database.StandaloneOptions()) { OfficeScope = officeId };
        var person = await db.Users.SingleAsync(cancel);
        foreach (var (name, query) in new[] { ("Threats", "?category=threat"), ("Needs a person", "?now=1"), ("About the street", "?q=street") })
            db.SavedViews.Add(new SavedView { OfficeId = officeId, PersonId = person.Id, Name = name, Query = query, Shared = true });
        await db.SaveChangesAsync(cancel);
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Desk.Tests.Support;

/// <summary>An office that is already set up, with one person in every role.</summary>
internal static class TestOffices
{
    public static Task<long> AddAsync(TestDesk desk, string politician) => desk.WithDbAsync(async db =>
    {
        var now = DateTimeOffset.UtcNow;
        var office = new Office
        {
            Politician = politician,
            Role = PoliticianRole.Mp,
            Area = "Exampleshire North",
            PublicEmail = "office@example.org",
            Nation = Nation.England,
            CreatedAt = now,
            SetUpAt = now,
            EvidenceKey = desk.App.Services.GetRequiredService<VaultKeys>().Create().Wrapped,
        };
        db.Offices.Add(office);
        await db.SaveChangesAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var email = $"{role}@office{office.Id}.example".ToLowerInvariant();
            db.Users.Add(new Person
            {
                OfficeId = office.Id,
                DisplayName = $"{role} person",
                Role = role,
                CreatedAt = now,
                Initials = "TP",
                Email = email,
                UserName = email,
                NormalizedEmail = email.ToUpperInvariant(),
                NormalizedUserName = email.ToUpperInvariant(),
                EmailConfirmed = true,
                TwoFactorEnabled = true,
                SecurityStamp = Guid.NewGuid().ToString("N"),
            });
        }
        foreach (var outcome in Enum.GetValues<RetentionOutcome>())
            db.RetentionRules.Add(new RetentionRule { OfficeId = office.Id, Outcome = outcome, Days = 90 });
        await db.SaveChangesAsync();
        return office.Id;
    });

    /// <summary>Opens a session as sign-in would; returns the cookie's secret.</summary>
    public static Task<string> OpenSessionAsync(TestDesk desk, long officeId, Role role) => desk.WithDbAsync(async db =>
    {
        var person = await db.Users.SingleAsync(p => p.Role == role);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = DateTimeOffset.UtcNow;
        db.SignInSessions.Add(new SignInSession
        {
            OfficeId = officeId,
            PersonId = person.Id,
            SecretHash = SHA256.HashData(Encoding.ASCII.GetBytes(secret)),
            StartedAt = now,
            LastSeenAt = now,
            FreshAt = now,
            Method = "passkey",
            Device = "A test",
        });
        await db.SaveChangesAsync();
        return secret;
    }, officeId);
}

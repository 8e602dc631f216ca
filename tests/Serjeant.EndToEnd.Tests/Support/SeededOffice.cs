using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>An office in a data folder, with one manager, made without the wizard; what its set-up would print is at hand.</summary>
internal sealed record SeededOffice(DeskOptions Options, long OfficeId, long PersonId, RecoveryKey Sheet)
{
    public static async Task<SeededOffice> MakeAsync(string folder, CancellationToken cancel)
    {
        var options = new DeskOptions(folder, null) { RunWorkers = false };
        await using var app = DeskHost.Build(options);
        await DeskStart.PrepareAsync(app, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        var (db, keys) = (scope.ServiceProvider.GetRequiredService<SerjeantDb>(), scope.ServiceProvider.GetRequiredService<VaultKeys>());
        var (now, made) = (DateTimeOffset.UtcNow, keys.Create());
        var office = new Office
        {
            Politician = "Alex Example",
            Role = PoliticianRole.Mp,
            Area = "Exampleshire",
            PublicEmail = "office@example.org",
            Nation = Nation.England,
            CreatedAt = now,
            SetUpAt = now,
            EvidenceKey = made.Wrapped,
            EvidenceKeyForRecovery = made.WrappedForRecovery,
        };
        db.Offices.Add(office);
        await db.SaveChangesAsync(cancel);
        var person = new Person
        {
            OfficeId = office.Id,
            DisplayName = "Jo Smith",
            Initials = "JS",
            UserName = "jo",
            CreatedAt = now,
            Role = Role.Manager,
            TwoFactorEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        db.Users.Add(person);
        await db.SaveChangesAsync(cancel);
        return new SeededOffice(options, office.Id, person.Id, made.RecoveryKey);
    }

    public SerjeantDb Open() => new(Options.Database.StandaloneOptions()) { OfficeScope = OfficeId };

    /// <summary>A capture that waits for a worker.</summary>
    public async Task<long> AskAsync(string address, CancellationToken cancel)
    {
        await using var db = Open();
        var capture = new Capture { OfficeId = OfficeId, Address = address, NoProfileWhy = "A test.", AskedById = PersonId, AskedAt = DateTimeOffset.UtcNow };
        db.Captures.Add(capture);
        await db.SaveChangesAsync(cancel);
        return capture.Id;
    }

    /// <summary>A fresh session of the manager. Sessions are rows: this stands for signing in.</summary>
    /// <returns>What the browser's cookie holds.</returns>
    public async Task<string> SignInAsync(CancellationToken cancel)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var db = Open();
        var now = DateTimeOffset.UtcNow;
        db.SignInSessions.Add(new SignInSession
        {
            OfficeId = OfficeId,
            PersonId = PersonId,
            SecretHash = SHA256.HashData(Encoding.ASCII.GetBytes(secret)),
            StartedAt = now,
            LastSeenAt = now,
            FreshAt = now,
            Method = "passkey",
            Device = "A test",
        });
        await db.SaveChangesAsync(cancel);
        return secret;
    }

    /// <summary>Looks at the database until it is so.</summary>
    public async Task UntilAsync(Func<SerjeantDb, Task<bool>> isSo, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(4));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await look.WaitForNextTickAsync(patience.Token))
        {
            await using var db = Open();
            if (await isSo(db))
                return;
        }
    }
}

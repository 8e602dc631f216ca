using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Links;

/// <summary>What became of a link somebody followed.</summary>
public enum LinkState
{
    Unknown,
    Ready,

    /// <summary>Another browser took it up.</summary>
    TakenUp,
    Used,
    Expired,
}

/// <summary>
/// Links that work once. Following one takes it up for that browser alone, which may then go on until it is finished or
/// runs out. Only hashes of the link's and of the browser's secret are kept.
/// </summary>
public sealed class OneTimeLinks(SerjeantDb db, TimeProvider time)
{
    public static readonly TimeSpan SetUpLife = TimeSpan.FromHours(24);
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    /// <summary>Of a code that goes by mail, which may take its time.</summary>
    public static readonly TimeSpan MailedCodeLife = TimeSpan.FromMinutes(30);

    /// <summary>Adds a link to the context; the caller's change saves it. The token is known only here.</summary>
    public (OneTimeLink Link, string Token) Create(OneTimeLinkKind kind, long? officeId = null, long? personId = null)
    {
        var token = Secret();
        var now = time.GetUtcNow();
        var link = new OneTimeLink
        {
            Kind = kind,
            TokenHash = HashOf(token),
            OfficeId = officeId,
            PersonId = personId,
            CreatedAt = now,
            ExpiresAt = now + (kind == OneTimeLinkKind.SetUp ? SetUpLife : InvitationLife),
        };
        db.OneTimeLinks.Add(link);
        return (link, token);
    }

    /// <summary>A short code that a person types before it runs out; their earlier ones of the kind stop working.</summary>
    public async Task<string> CreateCodeAsync(Person person, OneTimeLinkKind kind, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await WithdrawAsync(person.Id, kind, cancel);
        var code = TypedCode.New();
        db.OneTimeLinks.Add(new OneTimeLink
        {
            Kind = kind,
            TokenHash = HashOf(code),
            OfficeId = person.OfficeId,
            PersonId = person.Id,
            CreatedAt = now,
            ExpiresAt = now + (kind == OneTimeLinkKind.Address ? MailedCodeLife : CodeLife),
        });
        return TypedCode.Show(code);
    }

    /// <summary>Whose code it is, while it is good. Reading uses nothing up.</summary>
    /// <param name="typed">As somebody typed it.</param>
    public async Task<OneTimeLink?> OfCodeAsync(string? typed, OneTimeLinkKind kind, CancellationToken cancel)
    {
        if (TypedCode.Read(typed) is not { } code)
            return null;
        var hash = HashOf(code);
        var now = time.GetUtcNow();
        return await db.OneTimeLinks.AsNoTracking()
            .SingleOrDefaultAsync(l => l.TokenHash == hash && l.Kind == kind && l.UsedAt == null && l.ExpiresAt > now, cancel);
    }

    /// <summary>Uses a code up; false when somebody was first. One UPDATE decides.</summary>
    public async Task<bool> UseUpAsync(OneTimeLink code, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return await db.OneTimeLinks.Where(l => l.Id == code.Id && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel) == 1;
    }

    public async Task<LinkState> StateAsync(OneTimeLinkKind kind, string token, CancellationToken cancel)
    {
        var hash = HashOf(token);
        var link = await db.OneTimeLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Kind == kind, cancel);
        return link switch
        {
            null => LinkState.Unknown,
            { UsedAt: not null } => LinkState.Used,
            _ when link.ExpiresAt <= time.GetUtcNow() => LinkState.Expired,
            { OpenedAt: not null } => LinkState.TakenUp,
            _ => LinkState.Ready,
        };
    }

    /// <summary>Takes a link up for one browser and gives the secret for its cookie; null when somebody was first. One UPDATE decides.</summary>
    public async Task<string?> TakeUpAsync(OneTimeLinkKind kind, string token, CancellationToken cancel)
    {
        var hash = HashOf(token);
        var now = time.GetUtcNow();
        var browser = Secret();
        var browserHash = HashOf(browser);
        return await db.OneTimeLinks
            .Where(l => l.TokenHash == hash && l.Kind == kind && l.OpenedAt == null && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.OpenedAt, now).SetProperty(l => l.BrowserHash, browserHash), cancel) == 1 ? browser : null;
    }

    /// <summary>The link that this browser took up and has not finished.</summary>
    public async Task<OneTimeLink?> OfBrowserAsync(string browser, CancellationToken cancel)
    {
        var hash = HashOf(browser);
        var now = time.GetUtcNow();
        return await db.OneTimeLinks.SingleOrDefaultAsync(l => l.BrowserHash == hash && l.UsedAt == null && l.ExpiresAt > now, cancel);
    }

    /// <summary>Makes a person's earlier links and codes worthless.</summary>
    /// <param name="kind">One kind of them; null for all.</param>
    public Task WithdrawAsync(long personId, OneTimeLinkKind? kind, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return db.OneTimeLinks.Where(l => l.PersonId == personId && l.UsedAt == null && (kind == null || l.Kind == kind))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel);
    }

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

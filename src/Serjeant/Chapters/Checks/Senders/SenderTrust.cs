using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Mail.Authentication;
using Serjeant.Outside.Authentication;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>Whom an office believes about who sent a mail, whichever way it comes in.</summary>
/// <param name="Trusted">Whose Authentication-Results are true.</param>
/// <param name="LooksUp">Whether the domain name system is asked.</param>
public sealed record SenderTrust(TrustedServers Trusted, BelievedServers Believed, bool LooksUp)
{
    /// <summary>An office that chose nothing believes nobody and asks nobody.</summary>
    public static SenderTrust None { get; } = new(TrustedServers.None, BelievedServers.None, false);

    /// <summary>Nothing at all can be proved.</summary>
    public bool IsNone => !LooksUp && Trusted.Ids.Count == 0 && Believed.Servers.Count == 0;

    public static async Task<SenderTrust> ReadAsync(SerjeantDb db, CancellationToken cancel) => await db.CheckSettings.AsNoTracking().SingleOrDefaultAsync(cancel) is { } settings
        ? new SenderTrust(new TrustedServers(Lines(settings.TrustedIds)) { Inside = Lines(settings.ReceivingServers) }, new BelievedServers(Lines(settings.ReceivingServers), Lines(settings.Sealers)), settings.LooksUp)
        : None;

    internal static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

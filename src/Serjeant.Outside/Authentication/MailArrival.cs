using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Utils;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Authentication;

/// <summary>How a mail came to the office's own mail server.</summary>
/// <param name="Ip">Who connected.</param>
/// <param name="Helo">The name it gave; empty when the field doesn't tell.</param>
/// <param name="MailFrom">Envelope sender; empty for a bounce.</param>
/// <param name="At">When, by the server's clock.</param>
public sealed record MailArrival(IPAddress Ip, string Helo, string MailFrom, DateTimeOffset At);

/// <summary>
/// Reads <see cref="MailArrival"/> from the <c>Received</c> field that the office's own server wrote (RFC 5321 §4.4). Senders write such
/// fields too, so only the topmost of a server that the office named counts, and only when it can be read in one way.
/// </summary>
internal static partial class ArrivalReader
{
    private const int MostFields = 30;
    private const int LongestField = 2_000;

    /// <param name="servers">Names by which the office's servers that take mail from outside call themselves.</param>
    internal static MailArrival? Read(MimeMessage message, IReadOnlyCollection<string> servers)
    {
        if (servers.Count == 0 || message.Headers.FirstOrDefault(h => h.Id == HeaderId.ReturnPath) is not { } path) return null;
        foreach (var field in message.Headers.Where(h => h.Id == HeaderId.Received).Take(MostFields))
        {
            var value = field.Value.Length > LongestField ? "" : Spaces().Replace(field.Value, " ").Trim();
            var by = By().Match(value);
            if (!by.Success || !servers.Contains(by.Groups["host"].Value.TrimEnd('.'), StringComparer.OrdinalIgnoreCase)) continue;
            var from = value[..by.Index];
            var addresses = Number().Matches(from).Select(m => m.Groups["ip"].Value).Select(t => IPAddress.TryParse(t, out var ip) ? ip : null).OfType<IPAddress>()
                .Select(ip => ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).Distinct().ToArray();
            // Two numbers: one of them is what the sender called itself, and servers differ in where they write which.
            if (addresses.Length != 1 || !DateUtils.TryParse(value[(value.LastIndexOf(';') + 1)..].Trim(), out var at)) return null;
            // From one of the office's machines to the next: the field below tells how it came in.
            if (!PublicInternet.Includes(addresses[0])) continue;
            var helo = Helo().Match(from);
            return new MailArrival(addresses[0], helo.Success ? helo.Groups["name"].Value.Trim('[', ']') : "", Envelope(path.Value), at);
        }
        return null;
    }

    private static string Envelope(string field)
    {
        var address = field.Trim().Trim('<', '>').Trim();
        return address.Length is > 0 and <= 320 && !address.Contains(' ', StringComparison.Ordinal) ? address : "";
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Spaces();

    // The first "by" outside of a comment can't be told from one inside without counting; a name with " by " in it makes it unreadable, not wrong.
    [GeneratedRegex(@" by (?<host>[A-Za-z0-9._-]{1,255})", RegexOptions.CultureInvariant, 200)]
    private static partial Regex By();

    [GeneratedRegex(@"[\[(](IPv6:)?(?<ip>[0-9A-Fa-f:.]{2,45})[\])]", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Number();

    [GeneratedRegex(@"helo=(?<name>[^\s)]{1,255})|^from (?<name>[^\s(]{1,255})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex Helo();
}

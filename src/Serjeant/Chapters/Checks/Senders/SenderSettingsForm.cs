using Microsoft.AspNetCore.Mvc.ModelBinding;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Domains;
using Serjeant.Outside.Authentication;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>What is typed about whom the office believes.</summary>
public sealed class SenderSettingsForm
{
    /// <summary>Of each kind.</summary>
    public const int MostNames = 50;
    private const int LongestName = 253;

    public bool LooksUp { get; set; }
    public string? ReceivingServers { get; set; }
    public string? TrustedIds { get; set; }
    public string? Sealers { get; set; }

    public static SenderSettingsForm Of(SenderTrust trust) => new()
    {
        LooksUp = trust.LooksUp,
        ReceivingServers = string.Join('\n', trust.Believed.Servers),
        TrustedIds = string.Join('\n', trust.Trusted.Ids),
        Sealers = string.Join('\n', trust.Believed.Sealers),
    };

    /// <summary>Checks what was typed; errors go to the fields.</summary>
    /// <returns>Null with errors.</returns>
    public SenderTrust? Read(ModelStateDictionary state, HostReader hosts)
    {
        var servers = Names(ReceivingServers, nameof(ReceivingServers), state, ServerName, "Enter one name on each line, like mx.example.org");
        var trusted = Names(TrustedIds, nameof(TrustedIds), state, ServerName, "Enter one name on each line, like mx.example.org");
        // Seals are by domains in ASCII; an ending such as co.uk belongs to nobody who could be believed.
        var sealers = Names(Sealers, nameof(Sealers), state, name => hosts.Read(name) is { Kind: HostKind.Name, Registrable: not null } host ? host.Ascii : null, "Enter one domain on each line, like lists.example.org, without @ or https://");
        return state.IsValid ? new SenderTrust(new TrustedServers(trusted), new BelievedServers(servers, sealers), LooksUp) : null;
    }

    private static string[] Names(string? text, string field, ModelStateDictionary state, Func<string, string?> read, string help)
    {
        var lines = SenderTrust.Lines(text ?? "");
        if (lines.Length > MostNames)
        {
            state.AddModelError("Form." + field, $"Enter up to {MostNames} names");
            return [];
        }
        string?[] names = [.. lines.Select(l => l.Length <= LongestName ? read(l) : null)];
        if (names.Contains(null))
            state.AddModelError("Form." + field, help);
        return [.. names.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string? ServerName(string line) => line.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? line : null;
}

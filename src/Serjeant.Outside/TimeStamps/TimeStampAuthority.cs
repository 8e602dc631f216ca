using System.Diagnostics.CodeAnalysis;

namespace Serjeant.Outside.TimeStamps;

/// <summary>Somebody who time-stamps hashes over HTTP (RFC 3161, section 3.4).</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Address">http or https, without a user name and a fragment.</param>
public sealed record TimeStampAuthority(string Name, Uri Address)
{
    public const int LongestName = 80;
    public const int LongestAddress = 300;

    /// <summary>
    /// Known ones that stamp for everybody, to choose from. None is asked unless an office switches it on. What they promise
    /// is for the office to read: the first two exist for signing programs, the third is run by volunteers.
    /// </summary>
    public static IReadOnlyList<TimeStampAuthority> Known { get; } =
    [
        new("DigiCert", new Uri("http://timestamp.digicert.com")),
        new("Sectigo", new Uri("http://timestamp.sectigo.com")),
        new("FreeTSA", new Uri("https://freetsa.org/tsr")),
    ];

    /// <param name="problem">For the form, without a full stop.</param>
    public static bool TryParseAddress(string? text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        address = null;
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
            problem = "Enter the authority’s address, like https://tsa.example.org/tsr";
        else if (typed.Length > LongestAddress)
            problem = $"Keep the address to {LongestAddress} characters";
        else if (!Uri.TryCreate(typed, UriKind.Absolute, out var found) || found.Scheme is not ("http" or "https") || found.IdnHost.Length == 0)
            problem = "The address must begin with https:// or http://";
        else if (found.UserInfo.Length > 0)
            problem = "The address must not hold a user name or a password";
        else if (found.Fragment.Length > 0)
            problem = "The address must not hold a # part";
        else
            address = found;
        return address is not null;
    }
}

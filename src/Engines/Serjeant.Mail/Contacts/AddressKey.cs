using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Mail.Contacts;

/// <summary>
/// An address in a form that can be compared but not read back by looking at it: <c>sha256:</c> and 64 hex digits of the address in lower case.
/// It hides addresses from a glance, not from somebody who can guess them.
/// </summary>
public static class AddressKey
{
    private const string Mark = "sha256:";

    /// <summary>The key of an address; a key stays what it is.</summary>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.Trim().ToLowerInvariant();
        if (plain.StartsWith(Mark, StringComparison.Ordinal) && plain.Length == Mark.Length + 64) return plain;
        return Mark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }
}

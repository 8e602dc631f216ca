using System.Globalization;

namespace Serjeant.Mail.Domains;

/// <summary>Names in other scripts, both ways (UTS #46, RFC 5890): what a browser makes of them, without exceptions.</summary>
internal static class Idn
{
    // Browsers allow underscores and double hyphens, so the stricter rules are off.
    private static readonly IdnMapping Mapping = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>The ASCII form in lower case, or null when no browser would accept the name.</summary>
    internal static string? ToAscii(string name)
    {
        if (name.Length == 0) return null;
        if (IsPlain(name)) return name.ToLowerInvariant();
        if (name.Length > HostName.Longest) return null;
        try
        {
            return Mapping.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>As a person would read it, or the ASCII form where that can't be told.</summary>
    internal static string ToUnicode(string ascii)
    {
        if (!ascii.Contains("xn--", StringComparison.Ordinal)) return ascii;
        var labels = ascii.Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            if (!labels[i].StartsWith("xn--", StringComparison.Ordinal)) continue;
            try
            {
                labels[i] = Mapping.GetUnicode(labels[i]);
            }
            catch (ArgumentException)
            {
                // Not valid Punycode: it stays as it is written.
            }
        }
        return string.Join('.', labels);
    }

    private static bool IsPlain(string name)
    {
        foreach (var c in name)
            if (c >= 0x80) return false;
        return !name.Contains("xn--", StringComparison.OrdinalIgnoreCase);
    }
}

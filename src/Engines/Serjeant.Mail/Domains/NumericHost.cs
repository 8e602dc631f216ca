using System.Globalization;

namespace Serjeant.Mail.Domains;

/// <summary>IPv4 as browsers read it: decimal, octal, hexadecimal, one to four parts (WHATWG URL, "IPv4 parser").</summary>
internal static class NumericHost
{
    internal static bool EndsInNumber(string host)
    {
        var last = host.AsSpan()[(host.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (!last.ContainsAnyExceptInRange('0', '9') || TryPart(last, out _));
    }

    /// <summary>The address in its usual form, or null when the parts make none.</summary>
    internal static string? Read(string host)
    {
        var parts = host.Split('.');
        if (parts.Length > 4) return null;
        ulong value = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryPart(parts[i], out var part)) return null;
            var isLast = i == parts.Length - 1;
            // The last part fills the bytes that are left.
            if (part > (isLast ? (1UL << (8 * (4 - i))) - 1 : 255)) return null;
            value |= isLast ? part : part << (8 * (3 - i));
        }
        return string.Create(CultureInfo.InvariantCulture, $"{value >> 24}.{value >> 16 & 255}.{value >> 8 & 255}.{value & 255}");
    }

    private static bool TryPart(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        var radix = 10u;
        if (text.Length > 1 && text[0] == '0')
        {
            radix = text[1] is 'x' or 'X' ? 16u : 8u;
            text = text[(radix == 16 ? 2 : 1)..];
        }
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
            var digit = (uint)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
            if (digit >= radix) return false;
            value = Math.Min(value * radix + digit, uint.MaxValue + 1UL);
        }
        return true;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Serjeant.Outside.Capture;

/// <summary>Reads an address that a person typed or pasted.</summary>
public static class CaptureAddress
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>Only http and https, no sign-in details. The problem is a sentence for the screen.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        text = text?.Trim() ?? "";
        problem = text.Length switch
        {
            0 => "Enter the page's address",
            > MaxLength => $"The address is longer than {MaxLength} characters",
            _ => null,
        };
        if (problem is not null)
            return false;
        if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            problem = "The address must start with https:// or http://";
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.IdnHost.Length == 0)
            problem = "That does not look like a web address";
        else if (parsed.UserInfo.Length > 0)
            problem = "The address holds a name or password before the @. Take it out";
        else
            address = parsed;
        return address is not null;
    }
}

namespace Serjeant.Ledger;

/// <summary>Base64 (RFC 4648 §4) with one spelling only: no white space, full padding, no stray bits at the end.</summary>
internal static class StrictBase64
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 4 * 3];
        if (text.Length % 4 != 0 || !Convert.TryFromBase64String(text, bytes, out var written))
            return false;
        Array.Resize(ref bytes, written);
        return Convert.ToBase64String(bytes) == text;
    }
}

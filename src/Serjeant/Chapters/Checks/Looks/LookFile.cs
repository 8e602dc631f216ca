using System.Text.Json;
using Serjeant.Mail.Looking;
using Serjeant.Outside.Looking;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>What was seen behind a link, as it lies in the vault.</summary>
public static class LookFile
{
    public static byte[] Write(Look look) => JsonSerializer.SerializeToUtf8Bytes(look);

    /// <exception cref="FormatException">It is no such file.</exception>
    public static Look Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Look>(bytes) is { Page: not null } look ? look : throw new FormatException("This is no look at a page.");
        }
        catch (JsonException e)
        {
            throw new FormatException("This is no look at a page.", e);
        }
    }
}

using Serjeant.Moderation;

namespace Serjeant.Outside.Exports;

public static class PlatformNames
{
    /// <summary>A platform by the name that people and exports use; null where it is empty, <see cref="Platform.Other"/> where unknown.</summary>
    public static Platform? Parse(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var plain = name.Trim().ToLowerInvariant();
        return plain switch
        {
            "twitter" or "x.com" or "x (twitter)" => Platform.X,
            "fb" or "facebook page" => Platform.Facebook,
            "ig" or "insta" => Platform.Instagram,
            "mail" or "e-mail" => Platform.Email,
            "yt" => Platform.YouTube,
            _ => Enum.TryParse<Platform>(plain, ignoreCase: true, out var platform) && !char.IsAsciiDigit(plain[0]) ? platform : Platform.Other,
        };
    }
}

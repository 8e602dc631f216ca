namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>What a file is by its extension: only said, never trusted. Nothing of an exhibit is sent to a browser under it.</summary>
public static class MediaTypes
{
    public const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".heic"] = "image/heic",
        [".pdf"] = "application/pdf",
        [".eml"] = "message/rfc822",
        [".msg"] = "application/vnd.ms-outlook",
        [".zip"] = "application/zip",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".json"] = "application/json",
        [".html"] = "text/html",
        [".mhtml"] = "multipart/related",
        [".mp4"] = "video/mp4",
        [".mov"] = "video/quicktime",
        [".mp3"] = "audio/mpeg",
        [".m4a"] = "audio/mp4",
        [".opus"] = "audio/ogg",
        [".wacz"] = "application/wacz",
        [".warc"] = "application/warc",
        [".wacz"] = "application/wacz",
    };

    public static string Of(string path) => Known.GetValueOrDefault(Path.GetExtension(path), Unknown);
}

namespace Serjeant.Outside.Capture;

/// <summary>What an address gives where it is no page of text and markup.</summary>
internal static class PageKind
{
    /// <summary>A sentence for the notes; null for a page.</summary>
    /// <param name="contentType">As the server said it.</param>
    public static string? Note(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        var what = type switch
        {
            "" or "text/html" or "application/xhtml+xml" => null,
            "application/pdf" => "a PDF",
            "application/json" or "text/json" => "data",
            "image/svg+xml" => "a drawing",
            _ when type.EndsWith("xml", StringComparison.Ordinal) => "data",
            _ when type.StartsWith("image/", StringComparison.Ordinal) => "a picture",
            _ when type.StartsWith("video/", StringComparison.Ordinal) => "a video",
            _ when type.StartsWith("audio/", StringComparison.Ordinal) => "a sound",
            _ when type.StartsWith("text/", StringComparison.Ordinal) => "text",
            _ => "a file",
        };
        return what is null ? null : $"The address gives {what}, not a page. It is in the web archive as it came; the pictures and the PDF show what the browser made of it.";
    }
}

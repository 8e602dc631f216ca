using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Pictures;

namespace Serjeant.Chapters.Cases.Redacting;

/// <summary>Which files of an exhibit a redacted copy can be made of.</summary>
public static class Redactable
{
    /// <summary>1 MiB of text: more is no page that anybody reads through.</summary>
    public const int MostText = 1024 * 1024;

    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static bool IsPicture(ExhibitFile file) => Pictures.Contains(file.MediaType) && file.Bytes <= PictureRedrawer.MostBytes;

    /// <summary>
    /// Plain text only. An email as it was sent, or a page's HTML, can hold the same words a second time in another spelling, where nobody
    /// who looks at it would find them.
    /// </summary>
    public static bool IsText(ExhibitFile file) => file.Bytes <= MostText
        && (file.MediaType.StartsWith("text/plain", StringComparison.Ordinal) || file.MediaType is "text/csv" or "application/json") && !IsOwn(file.Path);

    public static bool Is(ExhibitFile file) => IsPicture(file) || IsText(file);

    // The desk's own lists of the exhibit are no content.
    private static bool IsOwn(string path) => Path.GetFileName(path) is ExhibitManifest.FileName or ExhibitManifest.SumsFileName;
}

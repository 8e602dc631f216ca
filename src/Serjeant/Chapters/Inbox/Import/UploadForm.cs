using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Serjeant.Outside.Exports.Archives;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>
/// Reads an upload as it comes, straight into the spool: ASP.NET's own form reading would first copy gigabytes to a temporary file. The
/// form's token must stand before its file, and is checked before any of the file is kept.
/// </summary>
public sealed class UploadForm(IAntiforgery antiforgery, ImportSpool spool)
{
    private const int MostToken = 4_096;
    private const string TokenField = "__RequestVerificationToken";
    private const string TokenHeader = "RequestVerificationToken";

    public sealed record Upload(string Name, string Path, long Bytes, string Hash);

    /// <returns>Null when no file was chosen.</returns>
    /// <exception cref="AntiforgeryValidationException">The form isn't ours.</exception>
    /// <exception cref="InvalidDataException">The form is broken or the file too large.</exception>
    public async Task<Upload?> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw new AntiforgeryValidationException("Not an upload.");
        var reader = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8_192 };
        var checkedToken = false;
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var field))
                continue;
            var name = HeaderUtilities.RemoveQuotes(field.Name).Value;
            if (name == TokenField && !checkedToken)
            {
                http.Request.Headers[TokenHeader] = await TokenAsync(section.Body, cancel);
                await antiforgery.ValidateRequestAsync(http);
                checkedToken = true;
            }
            else if (field.IsFileDisposition())
            {
                if (!checkedToken)
                    throw new AntiforgeryValidationException("The token must come before the file.");
                var file = NameOf(field);
                if (file.Length == 0)
                    return null;
                var (path, bytes, hash) = await spool.SaveAsync(section.Body, cancel);
                return new Upload(file, path, bytes, hash);
            }
        }
        if (!checkedToken)
            throw new AntiforgeryValidationException("There is no token.");
        return null;
    }

    private static string NameOf(ContentDispositionHeaderValue field)
    {
        var given = HeaderUtilities.RemoveQuotes(field.FileNameStar.HasValue ? field.FileNameStar : field.FileName).Value ?? "";
        return SafeName.Show(given[(given.LastIndexOfAny(['/', '\\']) + 1)..]);
    }

    private static async Task<string> TokenAsync(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[MostToken];
        var length = await body.ReadAtLeastAsync(bytes, MostToken, throwOnEndOfStream: false, cancel);
        return System.Text.Encoding.ASCII.GetString(bytes, 0, length);
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Serjeant.Shell.Errors;

namespace Serjeant.Shell.Uploads;

/// <summary>A file of a form, while it comes in. Read it before asking for the next.</summary>
/// <param name="FileName">As the browser sent it: hostile.</param>
public sealed record UploadedFile(string Field, string FileName, Stream Content);

/// <summary>The form is not as a page of ours sends it: 400.</summary>
public sealed class UploadRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A file is over the limit; the message names it and the limit.</summary>
public sealed class UploadTooLargeException(string message) : Exception(message);

/// <summary>
/// Reads a multipart form front to back (RFC 7578). The page puts the antiforgery token first, then its other fields, then
/// the files; a file is handed on only once the token is found good.
/// </summary>
public sealed class UploadReader
{
    private const int MaxFields = 40;
    private const int MaxFieldBytes = 64 * 1024;
    private const int MaxBoundary = 100;

    private readonly HttpContext http;
    private readonly MultipartReader sections;
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private bool trusted;

    private UploadReader(HttpContext http, string boundary)
    {
        this.http = http;
        sections = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 8 * 1024 };
    }

    /// <summary>The text fields that came before the file that was read last.</summary>
    public IReadOnlyDictionary<string, string> Fields => fields;

    public string? Field(string name) => fields.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <exception cref="UploadRefusedException">It is not a multipart form.</exception>
    public static UploadReader Open(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw new UploadRefusedException("This address takes a form with files.");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > MaxBoundary)
            throw new UploadRefusedException("The form has no usable boundary.");
        return new UploadReader(http, boundary);
    }

    /// <summary>The answer to a refused form. What is left of it is not read, by the page that says so either.</summary>
    public static IActionResult Refuse(HttpContext http)
    {
        http.Request.ContentType = null;
        http.Items[ProblemPages.StaleForm] = true;
        return new BadRequestResult();
    }

    /// <param name="maxBytes">The most in one file.</param>
    /// <exception cref="UploadRefusedException">The token is missing or wrong, or the form is malformed.</exception>
    /// <exception cref="UploadTooLargeException">Thrown by the read that passes the limit.</exception>
    public async IAsyncEnumerable<UploadedFile> FilesAsync(long maxBytes, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await NextAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                throw new UploadRefusedException("A part of the form has no name.");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (!disposition.IsFileDisposition())
            {
                await TakeFieldAsync(name, section.Body, cancel);
                continue;
            }
            if (!trusted)
                throw new UploadRefusedException("The form's token is missing.");
            var fileName = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value ?? "";
            // A file control in which nothing was chosen sends a part without a name and without bytes.
            if (fileName.Length > 0)
                yield return new UploadedFile(name, fileName, new BoundedStream(section.Body, maxBytes, fileName));
        }
        if (!trusted)
            throw new UploadRefusedException("The form's token is missing.");
    }

    private async Task<MultipartSection?> NextAsync(CancellationToken cancel)
    {
        try
        {
            return await sections.ReadNextSectionAsync(cancel);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            throw new UploadRefusedException("The form is cut short or malformed.", e);
        }
    }

    private async Task TakeFieldAsync(string name, Stream body, CancellationToken cancel)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        if (length > MaxFieldBytes || fields.Count == MaxFields)
            throw new UploadRefusedException("The form has too many fields, or one that is too long.");
        var value = Encoding.UTF8.GetString(bytes, 0, length);
        // The first counts, as in the framework's binder: a box that is ticked sends "true" and then the "false" of its hidden field.
        fields.TryAdd(name, value);
        if (name != "__RequestVerificationToken")
            return;
        // The framework looks for the token in this header first, and so leaves the form for us to read.
        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        http.Request.Headers["RequestVerificationToken"] = value;
        trusted = await antiforgery.IsRequestValidAsync(http);
        if (!trusted)
            throw new UploadRefusedException("The form's token is wrong.");
    }
}

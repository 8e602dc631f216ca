using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Shell.Security;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>Sends a pack in encrypted form. It is encrypted as it goes out, whatever its size; no such file is ever laid down here.</summary>
/// <param name="content">The pack; closed when it is sent.</param>
public sealed class SealedPackResult(Pack pack, Stream content, string password) : IActionResult
{
    /// <summary>What the encrypted file is called; the pack in it has its own name.</summary>
    public static string NameOf(Pack pack) => Path.GetFileNameWithoutExtension(pack.FileName) + "-encrypted.zip";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        await using var _ = content;
        var response = context.HttpContext.Response;
        response.Sandbox();
        response.ContentType = MediaTypes.Unknown;
        response.ContentLength = PasswordZip.LengthOf(pack.FileName, pack.Bytes);
        response.Headers.ContentDisposition = new ContentDisposition { FileName = NameOf(pack) }.ToString();
        await PasswordZip.WriteAsync(response.Body, pack.FileName, content, pack.Bytes, password, context.HttpContext.RequestAborted);
    }
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>Reads from an exhibit what its page said when it was kept.</summary>
public sealed class KeptWords(SerjeantDb db)
{
    /// <summary>The most of a text that is compared.</summary>
    private const int MostBytes = 2 * 1024 * 1024;
    private const string TextFile = "post/text.txt";

    /// <param name="exhibit">With its files.</param>
    /// <returns>Null where nothing of the page's words is known.</returns>
    /// <exception cref="VaultException">A stored file was changed or damaged.</exception>
    public async Task<PageWords?> ReadAsync(OpenVault vault, Exhibit exhibit, CancellationToken cancel)
    {
        var post = exhibit.MessageId is { } message
            ? await db.Messages.Where(m => m.Id == message).Select(m => m.Text).SingleOrDefaultAsync(cancel)
            : null;
        var kept = exhibit is { Source: ExhibitSource.ServerCapture, Outcome: "Captured" or "Partial" } ? File(exhibit, TextFile) : null;
        if (kept is null)
            return string.IsNullOrWhiteSpace(post) ? null : new PageWords(post, null, post) { IsOfPage = false };
        var text = Encoding.UTF8.GetString(await BytesAsync(vault, kept, MostBytes, cancel));
        return new PageWords(text, await TitleAsync(vault, exhibit, cancel), post);
    }

    private static async Task<string?> TitleAsync(OpenVault vault, Exhibit exhibit, CancellationToken cancel)
    {
        if (File(exhibit, ExhibitManifest.FileName) is not { Bytes: <= ExhibitManifest.MaxBytes } file)
            return null;
        try
        {
            return ExhibitManifest.Parse(await BytesAsync(vault, file, ExhibitManifest.MaxBytes, cancel)).Captures.FirstOrDefault(page => page.What == "post")?.Title;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ExhibitFile? File(Exhibit exhibit, string path) => exhibit.Files.SingleOrDefault(f => f.Path == path);

    private static async Task<byte[]> BytesAsync(OpenVault vault, ExhibitFile file, int most, CancellationToken cancel)
    {
        await using var stream = await vault.OpenAsync(new BlobRef(file.Hash, file.Bytes), cancel);
        var bytes = new byte[(int)Math.Min(file.Bytes, most)];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}

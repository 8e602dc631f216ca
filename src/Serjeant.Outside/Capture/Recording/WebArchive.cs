using System.Globalization;
using System.Security.Cryptography;
using Serjeant.Evidence;

namespace Serjeant.Outside.Capture.Recording;

/// <summary>A page that was recorded.</summary>
internal sealed record RecordedPage(CaptureFacts Facts, SeenPage Seen, PageRecording Recording, string Folder);

/// <summary>Puts the recorded pages of a capture into one WACZ, which ReplayWeb.page opens.</summary>
internal static class WebArchive
{
    public const string Name = "capture.wacz";

    /// <summary>False when there was nothing to put in.</summary>
    /// <param name="key">Signs it; null for one that is not signed.</param>
    public static async Task<bool> WriteAsync(string file, IReadOnlyList<RecordedPage> recorded, string software, DateTimeOffset now, ECDsa? key, CancellationToken cancel)
    {
        var usable = recorded.Where(page => page.Recording.IsUsable).ToList();
        if (usable.Count == 0)
            return false;
        await using var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 128 * 1024, FileOptions.Asynchronous);
        var title = usable[0].Seen.Title ?? usable[0].Facts.RequestedAddress;
        var writer = new WaczWriter(output, new WaczInfo(title, "Kept as evidence. Cookies and authorisation are left out.", now, software, key));
        var pages = new List<WaczPage>();
        foreach (var page in usable)
        {
            await writer.AddArchiveAsync(page.Recording.Name, page.Recording.OpenAsync, page.Recording.Entries, cancel);
            if (await PageAsync(page, cancel) is { } listed)
                pages.Add(listed);
        }

        await writer.FinishAsync(pages, cancel);
        return true;
    }

    /// <summary>Null when the page itself is not among what was recorded: a part of its traffic is still worth keeping.</summary>
    private static async Task<WaczPage?> PageAsync(RecordedPage page, CancellationToken cancel)
    {
        if (page.Seen.DocumentAddress is not { } address)
            return null;
        var spelt = WarcWriter.SpellingOf(address);
        if (page.Recording.Entries.LastOrDefault(entry => entry.Address == spelt && entry.Http?.Status is not null) is not { } document)
            return null;
        var text = Path.Combine(page.Folder, PageFiles.Text);
        return new WaczPage(
            Guid.NewGuid(),
            address,
            DateTimeOffset.Parse(document.Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            page.Seen.Title,
            File.Exists(text) ? await File.ReadAllTextAsync(text, cancel) : null);
    }
}
